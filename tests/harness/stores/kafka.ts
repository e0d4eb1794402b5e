import { randomUUID } from 'node:crypto';
import type { KafkaMessage } from 'kafkajs';
import type { Stores } from './stores';

/** How many messages were ever written to a topic, over all partitions. */
export const messagesWritten = async ({ kafka }: Stores, topic: string): Promise<number> => {
  const admin = kafka.admin();
  await admin.connect();
  try {
    const partitions = await admin.fetchTopicOffsets(topic);
    return partitions.reduce((sum, { high }) => sum + Number(high), 0);
  } finally {
    await admin.disconnect();
  }
};

type Search = { topic: string; matches: (message: KafkaMessage) => boolean; deadlineMs?: number };

/** Reads a topic from its beginning until a message matches; fails past the deadline. */
export const findMessage = async (
  stores: Stores,
  { topic, matches, deadlineMs = 20_000 }: Search,
): Promise<KafkaMessage> => {
  const consumer = stores.kafka.consumer({ groupId: `tests-${randomUUID()}`, maxWaitTimeInMs: 50 });
  await consumer.connect();
  await consumer.subscribe({ topic, fromBeginning: true });
  let timer: NodeJS.Timeout | undefined;
  try {
    return await new Promise<KafkaMessage>((resolve, reject) => {
      timer = setTimeout(
        () => reject(new Error(`no such message in ${topic} within ${deadlineMs} ms`)),
        deadlineMs,
      );
      const eachMessage = async ({ message }: { message: KafkaMessage }): Promise<void> => {
        if (matches(message)) resolve(message);
      };
      consumer.run({ autoCommit: false, eachMessage }).catch(reject);
    });
  } finally {
    clearTimeout(timer);
    await consumer.disconnect();
  }
};

/** Puts messages on a topic, as a misbehaving program might. */
export const produce = async ({ kafka }: Stores, topic: string, values: string[]): Promise<void> => {
  const producer = kafka.producer({ allowAutoTopicCreation: false });
  await producer.connect();
  try {
    await producer.send({ topic, acks: -1, messages: values.map((value) => ({ value })) });
  } finally {
    await producer.disconnect();
  }
};

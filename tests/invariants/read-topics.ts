import { randomUUID } from 'node:crypto';
import type { EachBatchPayload, Kafka, KafkaMessage } from 'kafkajs';

/** Without a single batch; how long all of it takes depends on how much there is. */
const STALLED_AFTER_MS = 60_000;

export type TopicMessage = { topic: string; partition: number; message: KafkaMessage };

/** Every message of the topics up to their ends as they stand, read under a random group that commits nothing. */
export const readTopics = async (kafka: Kafka, topics: string[]): Promise<TopicMessage[]> => {
  const admin = kafka.admin();
  await admin.connect();
  try {
    const ahead = new Map<string, bigint>();
    for (const topic of topics) {
      for (const { partition, low, high } of await admin.fetchTopicOffsets(topic)) {
        if (BigInt(high) > BigInt(low)) ahead.set(`${topic}/${partition}`, BigInt(high));
      }
    }
    if (ahead.size === 0) return [];
    const groupId = `invariants-${randomUUID()}`;
    const messages = await consume({ kafka, groupId, topics, ahead });
    await admin.deleteGroups([groupId]);
    return messages;
  } finally {
    await admin.disconnect();
  }
};

type Reading = { kafka: Kafka; groupId: string; topics: string[]; ahead: Map<string, bigint> };

const consume = async ({ kafka, groupId, topics, ahead }: Reading): Promise<TopicMessage[]> => {
  const found = new Map<string, TopicMessage>();
  const consumer = kafka.consumer({ groupId, maxWaitTimeInMs: 50, allowAutoTopicCreation: false });
  await consumer.connect();
  await consumer.subscribe({ topics, fromBeginning: true });
  let alarm: NodeJS.Timeout | undefined;
  try {
    await new Promise<void>((resolve, reject) => {
      const stalled = new Error(`nothing of what was asked for came for a minute: ${topics.join(', ')}`);
      alarm = setTimeout(reject, STALLED_AFTER_MS, stalled);
      const eachBatch = async ({ batch }: EachBatchPayload): Promise<void> => {
        alarm?.refresh();
        const { topic, partition } = batch;
        for (const message of batch.messages) {
          found.set(`${topic}/${partition}/${message.offset}`, { topic, partition, message });
        }
        const end = ahead.get(`${topic}/${partition}`);
        if (end !== undefined && BigInt(batch.lastOffset()) + 1n >= end)
          ahead.delete(`${topic}/${partition}`);
        if (ahead.size === 0) resolve();
      };
      consumer.run({ autoCommit: false, eachBatch }).catch(reject);
    });
  } finally {
    clearTimeout(alarm);
    await consumer.disconnect();
  }
  return [...found.values()];
};

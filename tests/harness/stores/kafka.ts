import type { KafkaMessage } from 'kafkajs';
import { readTopics } from '../../invariants/read-topics';
import { eventually } from '../eventually';
import type { Stores } from './stores';

type WithKafka = Pick<Stores, 'kafka'>;

/** How many messages were ever written to a topic, over all partitions. */
export const messagesWritten = async ({ kafka }: WithKafka, topic: string): Promise<number> => {
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

/** Reads a topic from its beginning, again and again, until a message matches; fails past the deadline. */
export const findMessage = (
  { kafka }: WithKafka,
  { topic, matches, deadlineMs }: Search,
): Promise<KafkaMessage> =>
  eventually(
    `such a message in ${topic}`,
    async () => (await readTopics(kafka, [topic])).map(({ message }) => message).find(matches),
    deadlineMs,
  );

/** The protocol's number of a topic among resources. */
const TOPIC_RESOURCE = 2;
/** The `configSource` of a setting that was made for the topic itself. */
const OF_THIS_TOPIC = 1;

/** Makes a setting of a topic, or takes it back (`undefined`), and leaves its others as they are. */
export const setTopic = async (
  { kafka }: WithKafka,
  topic: string,
  changes: Record<string, string | undefined>,
): Promise<void> => {
  const admin = kafka.admin();
  await admin.connect();
  try {
    const resource = { type: TOPIC_RESOURCE, name: topic };
    const { resources } = await admin.describeConfigs({ resources: [resource], includeSynonyms: false });
    const made = resources[0]!.configEntries.filter((entry) => Number(entry.configSource) === OF_THIS_TOPIC);
    const wanted = {
      ...Object.fromEntries(made.map(({ configName, configValue }) => [configName, configValue])),
      ...changes,
    };
    const configEntries = Object.entries(wanted).flatMap(([name, value]) =>
      value === undefined ? [] : [{ name, value }],
    );
    await admin.alterConfigs({ validateOnly: false, resources: [{ ...resource, configEntries }] });
  } finally {
    await admin.disconnect();
  }
};

/** Deletes every message that a topic holds, as retention or an operator might. */
export const deleteMessages = async ({ kafka }: WithKafka, topic: string): Promise<void> => {
  const admin = kafka.admin();
  await admin.connect();
  try {
    const offsets = await admin.fetchTopicOffsets(topic);
    const partitions = offsets.map(({ partition, high }) => ({ partition, offset: high }));
    await admin.deleteTopicRecords({ topic, partitions });
  } finally {
    await admin.disconnect();
  }
};

/** Puts messages on a topic, as a misbehaving program might. */
export const produce = async ({ kafka }: WithKafka, topic: string, values: string[]): Promise<void> => {
  const producer = kafka.producer({ allowAutoTopicCreation: false });
  await producer.connect();
  try {
    await producer.send({ topic, acks: -1, messages: values.map((value) => ({ value })) });
  } finally {
    await producer.disconnect();
  }
};

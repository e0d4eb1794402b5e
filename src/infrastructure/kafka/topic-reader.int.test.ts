import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { eventually } from '@/tests/harness/eventually';
import { readServices } from '@/tests/harness/product';
import { createLogger } from '../logging/logger';
import { createKafka } from './kafka-client';
import { TopicReader } from './topic-reader';

const logger = createLogger({ service: 'tests', level: 'error' });
const kafka = createKafka({ brokers: readServices().kafka.brokers, clientId: 'tests', logger });
const topic = `tests.${randomUUID()}`;
const producer = kafka.producer();
const admin = kafka.admin();

beforeAll(async () => {
  await Promise.all([producer.connect(), admin.connect()]);
  await admin.createTopics({ topics: [{ topic, numPartitions: 3 }], waitForLeaders: true });
  await eventually('the topic answers', () => admin.fetchTopicOffsets(topic));
});
afterAll(() => Promise.all([producer.disconnect(), admin.disconnect()]));

const send = (values: string[]) =>
  producer.send({ topic, acks: -1, messages: values.map((value, index) => ({ value, key: String(index) })) });

const readWith = async (reader: TopicReader): Promise<string[]> => {
  const values: string[] = [];
  await reader.readOn(({ message }) => values.push(message.value?.toString() ?? ''));
  return values.toSorted();
};

const ourGroups = async (): Promise<string[]> =>
  (await admin.listGroups()).groups.map(({ groupId }) => groupId).filter((id) => id.startsWith('reading-'));

it('reads all there is, then only what was added, and leaves no group behind', async () => {
  const reader = new TopicReader(kafka, topic);
  expect(await readWith(reader)).toEqual([]);
  const values = Array.from({ length: 500 }, (_, index) => `m${index}`);
  await send(values);
  expect(await readWith(reader)).toEqual(values.toSorted());
  expect(await readWith(reader)).toEqual([]);
  await send(['later', 'latest']);
  expect(await readWith(reader)).toEqual(['later', 'latest']);
  expect(await readWith(new TopicReader(kafka, topic))).toHaveLength(502);
  expect(await ourGroups()).toEqual([]);
});

it('tries again after a failure, and misses nothing', async () => {
  const reader = new TopicReader(kafka, topic);
  await readWith(reader);
  await send(['after']);
  const failing = reader.readOn(() => {
    throw new Error('the reader stumbled');
  });
  await expect(failing).rejects.toThrow();
  expect(await ourGroups()).toEqual([]);
  expect(await readWith(reader)).toEqual(['after']);
}, 60_000);

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

it.each([
  ['', undefined],
  [' and its messages are older', '1600000000000'],
])(
  'reads a topic that was created anew from its beginning, though it is longer%s',
  async (_which, timestamp) => {
    const again = `tests.${randomUUID()}`;
    const create = async () => {
      await admin.createTopics({ topics: [{ topic: again, numPartitions: 1 }], waitForLeaders: true });
      await eventually('the topic answers', () => admin.fetchTopicOffsets(again));
    };
    const put = (values: string[], timestamp: string | undefined) =>
      producer.send({
        topic: again,
        acks: -1,
        messages: values.map((value) => ({ value, partition: 0, timestamp })),
      });
    let anew = 0;
    const reader = new TopicReader(kafka, again, () => (anew += 1));
    await create();
    await eventually('the first is taken', () => put(['old'], undefined).then(() => true));
    expect(await readWith(reader)).toEqual(['old']);
    expect(await readWith(reader)).toEqual([]);
    expect(anew).toBe(0);
    await admin.deleteTopics({ topics: [again] });
    await eventually('the topic is gone', async () => !(await admin.listTopics()).includes(again));
    await create();
    await eventually('the next is taken', () => put(['new', 'newer'], timestamp).then(() => true));
    expect(await readWith(reader)).toEqual(['new', 'newer']);
    expect(anew).toBe(1);
  },
  60_000,
);

it('reads past the markers of transactions, and ends before one that is open', async () => {
  const own = `tests.${randomUUID()}`;
  await admin.createTopics({ topics: [{ topic: own, numPartitions: 1 }], waitForLeaders: true });
  const sender = kafka.producer({ transactionalId: randomUUID(), maxInFlightRequests: 1, idempotent: true });
  await sender.connect();
  const done = await sender.transaction();
  await done.send({ topic: own, messages: [{ value: 'committed' }] });
  await done.commit();
  // The broker writes the marker, up to which it tells the end, a moment after it has answered.
  await eventually('what was committed is read', async () => {
    const read = await readWith(new TopicReader(kafka, own));
    return read.join() === 'committed';
  });
  const open = await sender.transaction();
  await open.send({ topic: own, messages: [{ value: 'open' }] });
  expect(await readWith(new TopicReader(kafka, own))).toEqual(['committed']);
  await open.abort();
  // Nobody of ours writes in transactions: what another program gave up is read as what it is, rubbish.
  await eventually('what was given up is read', async () => {
    const read = await readWith(new TopicReader(kafka, own));
    return read.join() === 'committed,open';
  });
  await sender.disconnect();
}, 60_000);

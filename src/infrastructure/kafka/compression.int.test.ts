import { randomUUID } from 'node:crypto';
import kafkajs from 'kafkajs';
import { describe, expect, it } from 'vitest';
import { InMemoryDeliveryAttempts } from '@/tests/fakes/in-memory-delivery-attempts';
import { eventually } from '@/tests/harness/eventually';
import { readServices } from '@/tests/harness/product';
import { createLogger } from '../logging/logger';
import { SERVER_OF, StoreHealth } from '../retry/store-health';
import { readAllCompressions } from './compression';
import { createKafka, withAdmin } from './kafka-client';
import { KafkaTopicConsumer } from './kafka-topic-consumer';
import { TopicReader } from './topic-reader';

const logger = createLogger({ service: 'tests', level: 'fatal' });
const kafka = createKafka({ brokers: readServices().kafka.brokers, clientId: 'tests', logger });

/** Two messages on a topic whose broker compresses what it is sent. */
const compressedTopic = async (compression: string): Promise<string> => {
  const topic = `tests.${randomUUID()}`;
  const configEntries = [{ name: 'compression.type', value: compression }];
  await withAdmin(kafka, (admin) =>
    admin.createTopics({ topics: [{ topic, numPartitions: 1, configEntries }], waitForLeaders: true }),
  );
  const producer = kafka.producer();
  await producer.connect();
  const messages = ['a', 'b'].map((letter) => ({ value: letter.repeat(100_000) }));
  await eventually('both are taken', () => producer.send({ topic, messages }).then(() => true));
  await producer.disconnect();
  return topic;
};

const consume = async (topic: string) => {
  const seen: string[] = [];
  const health = new StoreHealth(SERVER_OF);
  const consumer = new KafkaTopicConsumer<string>({
    kafka,
    topic,
    groupId: randomUUID(),
    decode: (value) => value,
    onBatch: async (items) => void seen.push(...items.map((item) => `${item[0]}${item.length}`)),
    attempts: new InMemoryDeliveryAttempts(),
    logger,
    health: health.of('tests'),
  });
  await consumer.start();
  return { consumer, health, seen };
};

describe.each(['gzip', 'snappy', 'lz4', 'zstd'])('messages that are compressed with %s', (compression) => {
  it('are consumed, and read', async () => {
    const topic = await compressedTopic(compression);
    const { consumer, seen } = await consume(topic);
    await eventually('both are seen', () => seen.length === 2, 20_000);
    await consumer.stop();
    expect(seen).toEqual(['a100000', 'b100000']);
    let read = 0;
    await new TopicReader(kafka, topic).readOn(({ message }) => (read += message.value?.length ?? 0));
    expect(read).toBe(200_000);
  }, 60_000);
});

it('what cannot be decoded stops nobody for good, and its store is named meanwhile', async () => {
  const topic = await compressedTopic('lz4');
  kafkajs.CompressionCodecs[kafkajs.CompressionTypes.LZ4] = () => {
    throw new Error('this batch is corrupt');
  };
  try {
    const { consumer, health, seen } = await consume(topic);
    const detail = expect.stringContaining('this batch is corrupt') as string;
    await eventually('it is named', () =>
      health.problems.some((problem) => problem.detail.includes('corrupt')),
    );
    expect(health.problems).toMatchObject([{ component: 'tests', store: 'kafka', detail }]);
    readAllCompressions();
    await eventually('both are seen', () => seen.length === 2, 30_000);
    expect(health.problems).toEqual([]);
    await consumer.stop();
  } finally {
    readAllCompressions();
  }
}, 60_000);

import { randomUUID } from 'node:crypto';
import { afterAll, describe, expect, it } from 'vitest';
import { TOPICS, UnprocessableMessage } from '@/src/application/contracts/messages';
import { ContentRefused } from '@/src/application/ports/content-refused';
import { InMemoryDeliveryAttempts } from '@/tests/fakes/in-memory-delivery-attempts';
import { eventually } from '@/tests/harness/eventually';
import { readServices } from '@/tests/harness/product';
import { findMessage } from '@/tests/harness/stores/kafka';
import { openStores } from '@/tests/harness/stores/stores';
import { createLogger } from '../logging/logger';
import { SERVER_OF, StoreHealth } from '../retry/store-health';
import { createKafka, withAdmin } from './kafka-client';
import { KafkaTopicConsumer } from './kafka-topic-consumer';

const logger = createLogger({ service: 'tests', level: 'error' });
const kafka = createKafka({ brokers: readServices().kafka.brokers, clientId: 'tests', logger });

const stores = openStores();
afterAll(() => stores.close());

describe('rubbish on a topic', () => {
  const setUp = async () => {
    const topic = `tests.${randomUUID()}`;
    const groupId = randomUUID();
    await withAdmin(kafka, (admin) =>
      admin.createTopics({ topics: [{ topic, numPartitions: 1 }], waitForLeaders: true }),
    );
    const seen: string[] = [];
    const consumer = new KafkaTopicConsumer<string>({
      kafka,
      topic,
      groupId,
      decode: (value) => {
        if (value.startsWith('good')) return value;
        throw new UnprocessableMessage('it is rubbish');
      },
      onBatch: async (items, retry) => {
        await retry('records', async () => {
          if (items.includes('good but refused')) throw new ContentRefused('the record refused it');
        });
        seen.push(...items);
      },
      attempts: new InMemoryDeliveryAttempts(),
      logger,
      health: new StoreHealth(SERVER_OF).of('tests'),
    });
    const producer = kafka.producer();
    await producer.connect();
    const lag = () =>
      withAdmin(kafka, async (admin) => {
        const [answer] = await admin.fetchOffsets({ groupId, topics: [topic] });
        const ends = await admin.fetchTopicOffsets(topic);
        const places = new Map(
          answer?.partitions.map(({ partition, offset }) => [partition, Number(offset)]),
        );
        return ends.reduce(
          (sum, { partition, high }) => sum + Number(high) - Math.max(0, places.get(partition)!),
          0,
        );
      });
    const close = () => Promise.all([consumer.stop(), producer.disconnect()]);
    return { topic, seen, consumer, producer, lag, close };
  };

  it('is passed, whatever it is, and nothing is left behind', async () => {
    const { topic, seen, consumer, producer, lag, close } = await setUp();
    await producer.send({
      topic,
      messages: [
        { value: 'good 1' },
        { value: null },
        {
          value: Buffer.from([0xff, 0x00, 0xfe]),
          key: Buffer.from([0xff]),
          headers: { odd: Buffer.from([0xff]) },
        },
        { value: '' },
        { value: 'good but refused' },
      ],
    });
    // As long as the broker takes it, so that it is too long with the headers of a dead letter.
    await producer.send({ topic, messages: [{ value: 'x'.repeat(1_048_450) }] });
    const sender = kafka.producer({
      transactionalId: randomUUID(),
      maxInFlightRequests: 1,
      idempotent: true,
    });
    await sender.connect();
    const transaction = await sender.transaction();
    await transaction.send({ topic, messages: [{ value: 'good 2' }] });
    await transaction.commit();
    await consumer.start();
    await eventually('both good ones are seen', () => seen.length >= 2, 30_000);
    await eventually('nothing is behind', async () => (await lag()) === 0, 30_000);
    expect(seen).toEqual(['good 1', 'good 2']);
    const cut = await findMessage(stores, {
      topic: TOPICS.deadLetters,
      matches: ({ headers }) => headers?.['dead-letter-source']?.toString() === `${topic}/0/5`,
    });
    expect(cut.headers?.['dead-letter-cut']?.toString()).toBe('true');

    // The marker of a transaction that ends later comes alone.
    const later = await sender.transaction();
    await later.send({ topic, messages: [{ value: 'good 3' }] });
    await eventually('it is seen', () => seen.includes('good 3'), 30_000);
    await later.commit();
    await eventually('nothing is behind', async () => (await lag()) === 0, 30_000);
    await sender.disconnect();
    await close();
  }, 90_000);

  it('new partitions are read within seconds', async () => {
    const { topic, seen, consumer, producer, close } = await setUp();
    await producer.send({ topic, messages: [{ value: 'good 1' }] });
    await consumer.start();
    await eventually('the first is seen', () => seen.length === 1, 30_000);
    await withAdmin(kafka, (admin) => admin.createPartitions({ topicPartitions: [{ topic, count: 3 }] }));
    const late = kafka.producer();
    await late.connect();
    await eventually('the new partition takes it', () =>
      late.send({ topic, messages: [{ value: 'good 2', partition: 2 }] }).then(() => true),
    );
    await eventually('it is seen', () => seen.includes('good 2'), 20_000);
    await late.disconnect();
    await close();
  }, 90_000);
});

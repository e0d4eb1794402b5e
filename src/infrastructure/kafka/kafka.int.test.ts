import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { TOPICS, UnprocessableMessage } from '@/src/application/contracts/messages';
import { POISON_REASON } from '@/src/application/routing/poison-policy';
import { InMemoryDeliveryAttempts } from '@/tests/fakes/in-memory-delivery-attempts';
import { eventually } from '@/tests/harness/eventually';
import { FaultProxy } from '@/tests/harness/fault-proxy';
import { readServices } from '@/tests/harness/product';
import { findMessage } from '@/tests/harness/stores/kafka';
import { openStores, type Stores } from '@/tests/harness/stores/stores';
import { createLogger } from '../logging/logger';
import { SERVER_OF, StoreHealth } from '../retry/store-health';
import { BatchingProducer } from './batching-producer';
import { createKafka, withAdmin } from './kafka-client';
import { KafkaTopicConsumer } from './kafka-topic-consumer';

const logger = createLogger({ service: 'tests', level: 'error' });
const kafka = createKafka({ brokers: readServices().kafka.brokers, clientId: 'tests', logger });

describe('a topic', () => {
  const topic = `tests.${randomUUID()}`;
  const groupId = randomUUID();
  const attempts = new InMemoryDeliveryAttempts();
  const producer = new BatchingProducer(kafka, topic, 10_000);
  let stores: Stores;
  beforeAll(async () => {
    stores = openStores();
    const admin = kafka.admin();
    await admin.connect();
    await admin.createTopics({ topics: [{ topic, numPartitions: 1 }], waitForLeaders: true });
    await admin.disconnect();
  });
  afterAll(async () => {
    await producer.close();
    await stores.close();
  });

  const consume = async (onBatch: (items: readonly string[]) => Promise<void>) => {
    const consumer = new KafkaTopicConsumer<string>({
      kafka,
      topic,
      groupId,
      decode: (value) => {
        if (value.startsWith('poison')) throw new UnprocessableMessage('it is poison');
        return value;
      },
      onBatch,
      attempts,
      logger,
      health: new StoreHealth(SERVER_OF).of('tests'),
    });
    await consumer.start();
    return consumer;
  };

  it('takes many messages at once and gives each to its consumer, in order, past a poison message', async () => {
    const sent = Array.from({ length: 300 }, (_, index) => `m${index}`);
    const poison = `poison ${randomUUID()}`;
    await Promise.all(
      [...sent.slice(0, 100), poison, ...sent.slice(100)].map((value) => producer.send({ value })),
    );

    const seen: string[] = [];
    const consumer = await consume(async (items) => void seen.push(...items));
    await eventually('all messages are seen', () => seen.length >= sent.length);
    await consumer.stop();
    expect(seen).toEqual(sent);

    const deadLetter = await findMessage(stores, {
      topic: TOPICS.deadLetters,
      matches: ({ value }) => value?.toString() === poison,
    });
    expect(deadLetter.headers?.['dead-letter-reason']?.toString()).toBe('it is poison');
    expect(deadLetter.headers?.['dead-letter-source']?.toString()).toBe(`${topic}/0/100`);
  });

  it('gives a message again that was not finished, and never one that was', async () => {
    await producer.send({ value: 'unfinished' });
    const first: string[] = [];
    const stopped = await consume((items) => {
      first.push(...items);
      return new Promise(() => {});
    });
    await eventually('the first consumer has it', () => first.includes('unfinished'));
    void stopped.stop();

    const second: string[] = [];
    const consumer = await consume(async (items) => void second.push(...items));
    await eventually('the second consumer has it', () => second.length > 0, 30_000);
    await consumer.stop();
    expect(second).toEqual(['unfinished']);
  }, 60_000);

  it('dead-letters a message that never lets its work end, and only that one', async () => {
    const endless = `endless ${randomUUID()}`;
    for (const value of ['x', 'y', endless, 'z']) await producer.send({ value });
    const seen = new Set<string>();
    const consumer = await consume(async (items) => {
      if (items.includes(endless)) throw new Error('the work never ends');
      for (const item of items) seen.add(item);
    });
    await eventually('its neighbours are through', () => seen.has('z'), 90_000);
    await consumer.stop();
    expect([...seen].filter((value) => value !== 'unfinished')).toEqual(['x', 'y', 'z']);

    const deadLetter = await findMessage(stores, {
      topic: TOPICS.deadLetters,
      matches: ({ value }) => value?.toString() === endless,
    });
    expect(deadLetter.headers?.['dead-letter-reason']?.toString()).toBe(POISON_REASON);
  }, 120_000);
});

describe.each([
  ['as the set-up makes it', undefined],
  ['that takes less than usual', '100000'],
])('a topic %s', (_which, largestBytes) => {
  it('takes 300 of the longest sign-ups at once; what is too large for it fails alone', async () => {
    const topic = `tests.${randomUUID()}`;
    await withAdmin(kafka, async (admin) => {
      const configEntries = largestBytes ? [{ name: 'max.message.bytes', value: largestBytes }] : [];
      await admin.createTopics({
        topics: [{ topic, numPartitions: 1, configEntries }],
        waitForLeaders: true,
      });
    });
    const producer = new BatchingProducer(kafka, topic, 10_000);
    const longest = Array.from({ length: 300 }, () => producer.send({ value: '\u{1f600}'.repeat(2_000) }));
    const tooLarge = producer.send({ value: 'x'.repeat(2_000_000) });
    await expect(tooLarge).rejects.toThrow();
    await Promise.all(longest);
    const [offsets] = await withAdmin(kafka, (admin) => admin.fetchTopicOffsets(topic));
    expect(offsets?.high).toBe('300');
    await producer.close();
  }, 30_000);
});

it('a send to a broker that is away is refused within its deadline', async () => {
  const away = createKafka({ brokers: '127.0.0.1:1', clientId: 'tests', logger });
  const producer = new BatchingProducer(away, 'any', 1_500);
  await expect(producer.send({ value: 'x' })).rejects.toThrow();
});

describe('a broker that hangs while somebody connects to it', () => {
  it('is written to again as soon as it answers', async () => {
    const port = Number(readServices().kafka.brokers.split(':').at(-1));
    const proxy = await FaultProxy.open(port);
    const behindLink = createKafka({ brokers: `127.0.0.1:${proxy.port}`, clientId: 'tests', logger });
    const producer = new BatchingProducer(behindLink, TOPICS.deadLetters, 10_000);
    try {
      proxy.setMode({ kind: 'silent' });
      await expect(producer.send({ value: 'unheard' })).rejects.toThrow();
      proxy.clear();
      await eventually('an acknowledgement', () => producer.send({ value: 'heard' }).then(() => true));
    } finally {
      await producer.close();
      await proxy.close();
    }
  });
});

import { randomUUID } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { InMemoryDeliveryAttempts } from '@/tests/fakes/in-memory-delivery-attempts';
import { eventually } from '@/tests/harness/eventually';
import { FaultProxy } from '@/tests/harness/fault-proxy';
import { readServices } from '@/tests/harness/product';
import { createLogger } from '../logging/logger';
import { SERVER_OF, StoreHealth } from '../retry/store-health';
import { createKafka, withAdmin, type KafkaClient } from './kafka-client';
import { lagOf } from './kafka-lag';
import { KafkaTopicConsumer } from './kafka-topic-consumer';

const logger = createLogger({ service: 'tests', level: 'fatal' });
const { brokers } = readServices().kafka;
const kafka = createKafka({ brokers, clientId: 'tests', logger });

const setUp = (client: KafkaClient = kafka) => {
  const gate = { busy: '', open: (): void => undefined };
  const topic = `tests.${randomUUID()}`;
  const groupId = randomUUID();
  const seen: string[] = [];
  const health = new StoreHealth(SERVER_OF);
  const consumer = () =>
    new KafkaTopicConsumer<string>({
      kafka: client,
      topic,
      groupId,
      decode: (value) => value,
      onBatch: async (items, retry) => {
        const busy = items.includes(gate.busy);
        await retry(
          'records',
          () => new Promise<void>((resolve) => (busy ? (gate.open = resolve) : resolve())),
        );
        seen.push(...items);
      },
      attempts: new InMemoryDeliveryAttempts(),
      logger,
      health: health.of('tests'),
    });
  const create = () =>
    withAdmin(kafka, async (admin) => {
      await admin.createTopics({ topics: [{ topic, numPartitions: 1 }], waitForLeaders: true });
      await eventually('the topic answers', () => admin.fetchTopicOffsets(topic));
    });
  const remove = () =>
    withAdmin(kafka, async (admin) => {
      await admin.deleteTopics({ topics: [topic] });
      await eventually('the topic is gone', async () => !(await admin.listTopics()).includes(topic));
    });
  const put = async (values: string[]): Promise<void> => {
    const producer = kafka.producer();
    await producer.connect();
    const messages = values.map((value) => ({ value }));
    await eventually('all are taken', () => producer.send({ topic, messages }).then(() => true));
    await producer.disconnect();
  };
  const lag = () => lagOf(kafka, { groupId, topic });
  return { lag, gate, seen, health, consumer, create, remove, put };
};

describe('a topic that is deleted and created anew while it is read', () => {
  const NEW = ['new 1', 'new 2', 'new 3', 'new 4', 'new 5'];

  const readAndReplace = async () => {
    const setting = setUp();
    await setting.create();
    await setting.put(['old 1', 'old 2']);
    const first = setting.consumer();
    await first.start();
    await eventually('the old ones are read', () => setting.seen.length === 2, 30_000);
    // With one in hand it looks at the topic only when that has another one's messages.
    setting.gate.busy = 'old 3';
    const { open } = setting.gate;
    await setting.put(['old 3']);
    await eventually('it is busy', () => setting.gate.open !== open, 30_000);
    await setting.remove();
    await setting.create();
    await setting.put(NEW);
    setting.gate.open();
    await eventually('the last one is read', () => setting.seen.includes('new 5'), 30_000);
    return { ...setting, first };
  };

  it('is read from its beginning, though its consumer went on and committed there', async () => {
    const { seen, first } = await readAndReplace();
    await eventually('what stands before is read', () => NEW.every((value) => seen.includes(value)), 30_000);
    await first.stop();
  }, 90_000);

  it('… and though that was another process, which ended before it noticed', async () => {
    const { seen, first, consumer } = await readAndReplace();
    await first.stop();
    const second = consumer();
    await second.start();
    await eventually('what stands before is read', () => NEW.every((value) => seen.includes(value)), 30_000);
    await second.stop();
  }, 90_000);
});

it('a place that the broker refused to keep is kept a little later, though nothing else comes', async () => {
  const client = createKafka({ brokers, clientId: 'tests', logger });
  const { seen, consumer, create, put, lag } = setUp(client);
  let refusals = 0;
  const consumerOf = client.consumer.bind(client);
  client.consumer = (options) => {
    const made = consumerOf(options);
    const commitOffsets = made.commitOffsets.bind(made);
    made.commitOffsets = (places) =>
      refusals++ === 0 ? Promise.reject(new Error('the connection was lost')) : commitOffsets(places);
    return made;
  };
  await create();
  await put(['alone']);
  const started = consumer();
  await started.start();
  await eventually('it is seen', () => seen.length > 0, 20_000);
  await eventually('its place is kept', async () => (await lag()) === 0, 20_000);
  expect(refusals).toBeGreaterThan(1);
  await started.stop();
}, 60_000);

it('a consumer that is started while Kafka is away says so, and consumes as soon as it is there', async () => {
  const proxy = await FaultProxy.open(Number(brokers.split(':').at(-1)));
  const behindLink = createKafka({ brokers: `127.0.0.1:${proxy.port}`, clientId: 'tests', logger });
  const { seen, health, consumer, create, put } = setUp(behindLink);
  await create();
  await put(['waiting']);
  proxy.setMode({ kind: 'silent' });
  const started = consumer();
  await started.start();
  expect(health.problems).toMatchObject([{ component: 'tests', store: 'kafka' }]);
  proxy.clear();
  await eventually('it is seen', () => seen.includes('waiting'), 30_000);
  expect(health.problems).toEqual([]);
  await started.stop();
  await proxy.close();
}, 60_000);

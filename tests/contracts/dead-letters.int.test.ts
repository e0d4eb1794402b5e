import { randomUUID } from 'node:crypto';
import { afterEach } from 'vitest';
import { browseQueue } from '@/src/infrastructure/activemq/read-queue';
import { StompSession } from '@/src/infrastructure/activemq/stomp-session';
import { ActiveMqDeadLetters } from '@/src/infrastructure/dead-letters/activemq-dead-letters';
import { KafkaDeadLetters } from '@/src/infrastructure/dead-letters/kafka-dead-letters';
import { createKafka } from '@/src/infrastructure/kafka/kafka-client';
import { TopicReader } from '@/src/infrastructure/kafka/topic-reader';
import { createLogger } from '@/src/infrastructure/logging/logger';
import { eventually } from '../harness/eventually';
import { readServices } from '../harness/product';
import { deadLettersContract, type Arrived } from './dead-letters';

const cleanUp: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const work of cleanUp.splice(0)) await work();
});

const kafka = createKafka({
  brokers: readServices().kafka.brokers,
  clientId: 'tests',
  logger: createLogger({ service: 'tests', level: 'error' }),
});

deadLettersContract('Kafka', async () => {
  const [topic, source] = [`tests.letters.${randomUUID()}`, `tests.source.${randomUUID()}`];
  const admin = kafka.admin();
  await admin.connect();
  const topics = [topic, source].map((name) => ({ topic: name, numPartitions: 4 }));
  await admin.createTopics({ topics, waitForLeaders: true });
  // A leader may still say that it is none, a moment after it was named.
  for (const name of [topic, source])
    await eventually(`${name} answers`, () => admin.fetchTopicOffsets(name));
  await admin.disconnect();

  const producer = kafka.producer();
  await producer.connect();
  const deadLetters = new KafkaDeadLetters(kafka, topic);
  cleanUp.push(
    () => producer.disconnect(),
    () => deadLetters.close(),
  );
  return {
    deadLetters,
    source: `${source}/0/0`,
    deadLetter: async (value, headers) => {
      await producer.send({ topic, acks: -1, messages: [{ key: null, value, headers }] });
    },
    arrived: async () => {
      const found: Arrived[] = [];
      await new TopicReader(kafka, source).readOn(({ message }) => {
        const headers = Object.entries(message.headers ?? {}).map(([name, value]) => [name, String(value)]);
        found.push({
          original: message.value?.toString() ?? '',
          headers: Object.fromEntries(headers) as Arrived['headers'],
        });
      });
      return found;
    },
  };
});

deadLettersContract('ActiveMQ', async () => {
  const queue = `tests.${randomUUID()}`;
  const deadLetterQueue = `DLQ.${queue}`;
  const { url } = readServices().activemq;
  const session = await StompSession.open(url);
  cleanUp.push(() => session.close());
  return {
    deadLetters: new ActiveMqDeadLetters({ url, queue, deadLetterQueue }),
    source: queue,
    deadLetter: (body, headers) =>
      session.transaction([
        {
          command: 'SEND',
          headers: { ...headers, destination: `/queue/${deadLetterQueue}`, persistent: 'true' },
          body,
        },
      ]),
    arrived: async () => {
      const messages = await browseQueue(session, { queue });
      return messages.map(({ body, headers }) => ({ original: body, headers }));
    },
  };
});

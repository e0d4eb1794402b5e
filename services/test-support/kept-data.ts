import { Client as Elasticsearch } from '@elastic/elasticsearch';
import { Redis } from 'ioredis';
import { Kafka, logLevel } from 'kafkajs';
import { Client as Postgres } from 'pg';
import stompit from 'stompit';
import type { ServicesInUse } from '../servers/services-in-use';

const folded = { type: 'custom' as const, tokenizer: 'standard', filter: ['lowercase', 'asciifolding'] };
const kept = 'kept';

/** Puts one thing into each of the five servers and returns when each has acknowledged it. */
export const writeToAll = async (inUse: ServicesInUse): Promise<void> => {
  await withKafka(inUse, async (kafka) => {
    const [admin, producer] = [kafka.admin(), kafka.producer()];
    await Promise.all([admin.connect(), producer.connect()]);
    await admin.createTopics({ topics: [{ topic: kept, numPartitions: 1 }], waitForLeaders: true });
    await producer.send({ topic: kept, acks: -1, messages: [{ value: kept }] });
    await Promise.all([admin.disconnect(), producer.disconnect()]);
  });
  await sendToQueue(inUse);
  await withRedis(inUse, (redis) => redis.set(kept, kept));
  const elasticsearch = new Elasticsearch({ node: inUse.elasticsearch.url });
  await elasticsearch.indices.create({
    index: kept,
    settings: { analysis: { analyzer: { folded } } },
    mappings: { properties: { name: { type: 'text', analyzer: 'folded' } } },
  });
  await elasticsearch.index({ index: kept, id: '1', document: { name: 'João' } });
  await withPostgres(inUse, (postgres) => postgres.query("CREATE TABLE kept AS SELECT 'kept' AS value"));
};

/** How many of what `writeToAll` wrote each server has now. */
export const countInAll = async (inUse: ServicesInUse): Promise<Record<keyof ServicesInUse, number>> => {
  const elasticsearch = new Elasticsearch({ node: inUse.elasticsearch.url });
  await elasticsearch.indices.refresh({ index: kept });
  const found = await elasticsearch.count({ index: kept, query: { match: { name: 'joao' } } });
  const rows = await withPostgres(inUse, (postgres) => postgres.query('SELECT value FROM kept'));
  return {
    kafka: await withKafka(inUse, messagesInTopic),
    activemq: await jolokia(inUse, `read/${queueBean}/QueueSize`).then(({ value }) => Number(value)),
    elasticsearch: found.count,
    redis: await withRedis(inUse, (redis) => redis.exists(kept)),
    postgres: rows.rows.length,
  };
};

const queueBean =
  'org.apache.activemq:type=Broker,brokerName=portaria,destinationType=Queue,destinationName=kept';

/** Asks the broker over HTTP; `withLogin` false leaves the credentials out. */
export const jolokia = async (
  { activemq }: ServicesInUse,
  request: string,
  withLogin = true,
): Promise<{ status: number; value?: unknown }> => {
  const { origin, pathname, username, password } = new URL(activemq.jolokia ?? '');
  const headers = withLogin ? { authorization: `Basic ${btoa(`${username}:${password}`)}` } : undefined;
  const reply = await fetch(`${origin}${pathname}/${request}`, { headers });
  return reply.status === 200 ? ((await reply.json()) as { status: number }) : { status: reply.status };
};

const sendToQueue = ({ activemq }: ServicesInUse): Promise<void> => {
  const { hostname, port, username, password } = new URL(activemq.url);
  const connectHeaders = { host: '/', login: username, passcode: password };
  return new Promise((resolve, reject) => {
    stompit.connect({ host: hostname, port: Number(port), connectHeaders }, (error, client) => {
      if (error) return reject(error);
      client.on('error', reject);
      const onReceipt = (): void => client.disconnect(() => resolve());
      const frame = { destination: `/queue/${kept}`, persistent: 'true' };
      client.send(frame, { onReceipt, onError: reject }).end(kept);
    });
  });
};

const messagesInTopic = async (kafka: Kafka): Promise<number> => {
  const admin = kafka.admin();
  await admin.connect();
  const offsets = await admin.fetchTopicOffsets(kept).finally(() => admin.disconnect());
  return offsets.reduce((sum, { high }) => sum + Number(high), 0);
};

const withKafka = <T>({ kafka }: ServicesInUse, work: (kafka: Kafka) => Promise<T>): Promise<T> =>
  work(new Kafka({ brokers: kafka.brokers.split(','), logLevel: logLevel.NOTHING }));

const withRedis = <T>(inUse: ServicesInUse, work: (redis: Redis) => Promise<T>): Promise<T> => {
  const redis = new Redis(inUse.redis.url);
  return work(redis).finally(() => redis.disconnect());
};

const withPostgres = async <T>(inUse: ServicesInUse, work: (client: Postgres) => Promise<T>): Promise<T> => {
  const client = new Postgres({ connectionString: inUse.postgres.url });
  await client.connect();
  return work(client).finally(() => client.end());
};

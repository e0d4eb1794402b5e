import { Client as Elasticsearch } from '@elastic/elasticsearch';
import { Redis } from 'ioredis';
import { Kafka, logLevel } from 'kafkajs';
import { Pool } from 'pg';

/** Where the five stores are, as services.json tells it; written down here anew, since this folder imports no product. */
export type StoreAddresses = {
  kafka: { brokers: string };
  activemq: { url: string; jolokia: string | null };
  elasticsearch: { url: string };
  redis: { url: string };
  postgres: { url: string };
};

export type StoreClients = {
  kafka: Kafka;
  elasticsearch: Elasticsearch;
  redis: Redis;
  postgres: Pool;
  /** Asks ActiveMQ over Jolokia. */
  jolokia: (request: object) => Promise<JolokiaReply>;
  close: () => Promise<void>;
};

type JolokiaReply = { status: number; value?: unknown; error?: string };

/** Opens the five stores without any code of the product, so that a fault in an adapter cannot hide what it did. */
export const openStoreClients = (addresses: StoreAddresses): StoreClients => {
  const elasticsearch = new Elasticsearch({ node: addresses.elasticsearch.url, requestTimeout: 10_000 });
  const redis = new Redis(addresses.redis.url, { maxRetriesPerRequest: 3 });
  const postgres = new Pool({
    connectionString: addresses.postgres.url,
    // The only form of a time that pg reads, whatever the server says.
    options: '-c DateStyle=ISO',
    max: 4,
    connectionTimeoutMillis: 5_000,
  });
  // Some tests stop a server. The commands themselves fail with the same error; without listeners it ends the process.
  redis.on('error', () => undefined);
  postgres.on('error', () => undefined);
  return {
    kafka: kafkaClient(addresses),
    elasticsearch,
    redis,
    postgres,
    jolokia: (request) => askJolokia(addresses, request),
    close: async () => {
      redis.disconnect();
      await Promise.all([elasticsearch.close(), postgres.end()]);
    },
  };
};

/** Opens the stores for `work` and closes them whatever happens. */
export const withStoreClients = async <T>(
  addresses: StoreAddresses,
  work: (clients: StoreClients) => Promise<T>,
): Promise<T> => {
  const clients = openStoreClients(addresses);
  return work(clients).finally(() => clients.close());
};

/** A Kafka client that logs nothing. */
export const kafkaClient = ({ kafka }: Pick<StoreAddresses, 'kafka'>): Kafka =>
  new Kafka({ clientId: 'tests', brokers: kafka.brokers.split(','), logLevel: logLevel.NOTHING });

/** One request to ActiveMQ's Jolokia; throws where no address is known. */
export const askJolokia = async ({ activemq }: StoreAddresses, request: object): Promise<JolokiaReply> => {
  if (!activemq.jolokia) throw new Error('The address of Jolokia is not known.');
  const { username, password, origin, pathname } = new URL(activemq.jolokia);
  const authorization = `Basic ${Buffer.from(`${username}:${password}`).toString('base64')}`;
  const response = await fetch(`${origin}${pathname}/`, {
    method: 'POST',
    headers: { authorization, 'content-type': 'application/json', origin },
    body: JSON.stringify(request),
    signal: AbortSignal.timeout(10_000),
  });
  return (await response.json()) as JolokiaReply;
};

export const queueBean = (queue: string): string =>
  `org.apache.activemq:type=Broker,brokerName=portaria,destinationType=Queue,destinationName=${queue}`;

/** The messages on a queue as the broker shows them, looked at without taking them off; none where there is no such queue yet. */
export const browseQueue = async (
  { jolokia }: Pick<StoreClients, 'jolokia'>,
  queue: string,
): Promise<Record<string, unknown>[]> => {
  const mbean = queueBean(queue);
  const reply = await jolokia({ type: 'exec', mbean, operation: 'browse()', arguments: [] });
  if (reply.status === 404) return [];
  if (reply.status !== 200) throw new Error(`Jolokia: ${reply.error}`);
  return reply.value as Record<string, unknown>[];
};

/** How many messages wait on a queue, those in delivery included; 0 where there is no such queue yet. */
export const queueDepth = async (
  { jolokia }: Pick<StoreClients, 'jolokia'>,
  queue: string,
): Promise<number> => {
  const reply = await jolokia({ type: 'read', mbean: queueBean(queue), attribute: 'QueueSize' });
  if (reply.status === 404) return 0;
  if (reply.status !== 200) throw new Error(`Jolokia: ${reply.error}`);
  return Number(reply.value);
};

import { Client as Elasticsearch } from '@elastic/elasticsearch';
import { Redis } from 'ioredis';
import { Kafka, logLevel } from 'kafkajs';
import { Pool } from 'pg';
import type { ServicesInUse } from '@/services/services-in-use';

export type PlainClients = {
  kafka: Kafka;
  elasticsearch: Elasticsearch;
  redis: Redis;
  postgres: Pool;
  /** Asks ActiveMQ over Jolokia. */
  jolokia: (request: object) => Promise<JolokiaReply>;
};

export type JolokiaReply = { status: number; value?: unknown; error?: string };

/**
 * Opens the five stores for `work` without any code of the product, so that a fault in an adapter cannot hide what it
 * did. Closes them whatever happens.
 */
export const withPlainClients = async <T>(
  services: ServicesInUse,
  work: (clients: PlainClients) => Promise<T>,
): Promise<T> => {
  const brokers = services.kafka.brokers.split(',');
  const kafka = new Kafka({ clientId: 'invariants', brokers, logLevel: logLevel.NOTHING });
  const elasticsearch = new Elasticsearch({ node: services.elasticsearch.url, requestTimeout: 10_000 });
  const redis = new Redis(services.redis.url, { maxRetriesPerRequest: 3 });
  const postgres = new Pool({
    connectionString: services.postgres.url,
    max: 2,
    connectionTimeoutMillis: 5_000,
  });
  // The commands themselves fail with the same error; without listeners it would end the process.
  redis.on('error', () => undefined);
  postgres.on('error', () => undefined);
  try {
    const jolokia = (request: object) => askJolokia(services, request);
    return await work({ kafka, elasticsearch, redis, postgres, jolokia });
  } finally {
    redis.disconnect();
    await Promise.all([elasticsearch.close(), postgres.end()]);
  }
};

/** One request to ActiveMQ's Jolokia; throws where no address is known. */
export const askJolokia = async ({ activemq }: ServicesInUse, request: object): Promise<JolokiaReply> => {
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

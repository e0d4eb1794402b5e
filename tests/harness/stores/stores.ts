import { Client as Elasticsearch } from '@elastic/elasticsearch';
import { Redis } from 'ioredis';
import { Kafka, logLevel } from 'kafkajs';
import { Pool } from 'pg';
import { readServices } from '../services';

export type Stores = {
  postgres: Pool;
  redis: Redis;
  elasticsearch: Elasticsearch;
  kafka: Kafka;
  close: () => Promise<void>;
};

/** The stores themselves, opened with the addresses of services.json as any outsider would. */
export const openStores = (): Stores => {
  const { kafka, elasticsearch, redis, postgres } = readServices();
  const pool = new Pool({ connectionString: postgres.url, max: 4, connectionTimeoutMillis: 5_000 });
  // Some tests stop a server; its idle connections then end with an error that is nobody's fault.
  pool.on('error', () => undefined);
  const redisClient = new Redis(redis.url, { maxRetriesPerRequest: 3 });
  redisClient.on('error', () => undefined);
  const elasticsearchClient = new Elasticsearch({ node: elasticsearch.url, requestTimeout: 10_000 });
  return {
    postgres: pool,
    redis: redisClient,
    elasticsearch: elasticsearchClient,
    kafka: new Kafka({ clientId: 'tests', brokers: kafka.brokers.split(','), logLevel: logLevel.NOTHING }),
    close: async () => {
      redisClient.disconnect();
      await Promise.all([pool.end(), elasticsearchClient.close()]);
    },
  };
};

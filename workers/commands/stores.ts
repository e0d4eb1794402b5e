import { once } from 'node:events';
import { ActiveMqReviewQueue } from '@/src/infrastructure/activemq/activemq-review-queue';
import { connectElasticsearch } from '@/src/infrastructure/elasticsearch/elasticsearch-client';
import { ElasticsearchRegistrationRecords } from '@/src/infrastructure/elasticsearch/elasticsearch-registration-records';
import { createKafka } from '@/src/infrastructure/kafka/kafka-client';
import { KafkaLogArchive } from '@/src/infrastructure/kafka/kafka-log-archive';
import { createLogger } from '@/src/infrastructure/log';
import { PostgresDecisions } from '@/src/infrastructure/postgres/postgres-decisions';
import { connectPostgres } from '@/src/infrastructure/postgres/prisma-client';
import { connectRedis } from '@/src/infrastructure/redis/redis-client';
import { RedisPendingRegistrations } from '@/src/infrastructure/redis/redis-pending-registrations';
import type { readCommandEnv } from './env';

export type CommandStores = Awaited<ReturnType<typeof openStores>>;

/** The stores as a command uses them; `close` lets the process end. */
export const openStores = async (env: ReturnType<typeof readCommandEnv>) => {
  const log = createLogger({ service: 'command', level: 'warn' });
  const kafka = createKafka({ brokers: env.KAFKA_BROKERS, clientId: 'command', log });
  const redis = connectRedis(env.REDIS_URL, log);
  const prisma = connectPostgres(env.DATABASE_URL);
  const elasticsearch = connectElasticsearch(env.ELASTICSEARCH_URL);
  const reviewQueue = new ActiveMqReviewQueue(env.ACTIVEMQ_URL);
  if (redis.status !== 'ready') await once(redis, 'ready', { signal: AbortSignal.timeout(5_000) });
  return {
    kafka,
    prisma,
    elasticsearch,
    reviewQueue,
    archive: new KafkaLogArchive(kafka),
    pending: new RedisPendingRegistrations(redis),
    decisions: new PostgresDecisions(prisma),
    records: new ElasticsearchRegistrationRecords(elasticsearch),
    close: async (): Promise<void> => {
      await Promise.allSettled([reviewQueue.close(), prisma.$disconnect(), elasticsearch.close()]);
      redis.disconnect();
    },
  };
};

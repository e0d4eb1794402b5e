import { once } from 'node:events';
import { ActiveMqReviewQueue } from '@/src/infrastructure/activemq/activemq-review-queue';
import { ActiveMqDeadLetters } from '@/src/infrastructure/activemq/activemq-dead-letters';
import { BothDeadLetters } from '@/src/infrastructure/dead-letters/both-dead-letters';
import { connectElasticsearch } from '@/src/infrastructure/elasticsearch/elasticsearch-client';
import { ElasticsearchRegistrationRecords } from '@/src/infrastructure/elasticsearch/elasticsearch-registration-records';
import { createKafka } from '@/src/infrastructure/kafka/kafka-client';
import { KafkaDeadLetters } from '@/src/infrastructure/kafka/kafka-dead-letters';
import { KafkaLogArchive } from '@/src/infrastructure/kafka/kafka-log-archive';
import { createLogger } from '@/src/infrastructure/logging/logger';
import { PostgresAccounts } from '@/src/infrastructure/postgres/postgres-accounts';
import { PostgresDecisions } from '@/src/infrastructure/postgres/postgres-decisions';
import { connectPostgres } from '@/src/infrastructure/postgres/prisma-client';
import { connectRedis } from '@/src/infrastructure/redis/redis-client';
import { RedisPendingRegistrations } from '@/src/infrastructure/redis/redis-pending-registrations';
import type { readCommandEnv } from './env';

export type CommandStores = Awaited<ReturnType<typeof openStores>>;

/** The stores as a command uses them; `close` lets the process end. */
export const openStores = async (env: ReturnType<typeof readCommandEnv>) => {
  const logger = createLogger({ service: 'command', level: 'warn' });
  const kafka = createKafka({ brokers: env.KAFKA_BROKERS, clientId: 'command', logger });
  const redis = connectRedis(env.REDIS_URL, logger);
  const prisma = connectPostgres(env.DATABASE_URL);
  const elasticsearch = connectElasticsearch(env.ELASTICSEARCH_URL);
  const reviewQueue = new ActiveMqReviewQueue(env.ACTIVEMQ_URL);
  if (redis.status !== 'ready') await once(redis, 'ready', { signal: AbortSignal.timeout(5_000) });
  return {
    kafka,
    prisma,
    elasticsearch,
    reviewQueue,
    accounts: new PostgresAccounts(prisma),
    archive: new KafkaLogArchive(kafka),
    deadLetters: new BothDeadLetters({
      kafka: new KafkaDeadLetters(kafka),
      activemq: new ActiveMqDeadLetters({ url: env.ACTIVEMQ_URL }),
    }),
    pending: new RedisPendingRegistrations(redis),
    decisions: new PostgresDecisions(prisma),
    records: new ElasticsearchRegistrationRecords(elasticsearch),
    close: async (): Promise<void> => {
      await Promise.allSettled([reviewQueue.close(), prisma.$disconnect(), elasticsearch.close()]);
      redis.disconnect();
    },
  };
};

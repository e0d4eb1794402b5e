import { once } from 'node:events';
import { ActiveMqReviewQueue } from '@/src/infrastructure/activemq/activemq-review-queue';
import { openDeadLetters } from '@/src/infrastructure/dead-letters/all-dead-letters';
import { connectElasticsearch } from '@/src/infrastructure/elasticsearch/elasticsearch-client';
import { ElasticsearchRegistrationRecords } from '@/src/infrastructure/elasticsearch/elasticsearch-registration-records';
import { createKafka } from '@/src/infrastructure/kafka/kafka-client';
import { KafkaLogArchive } from '@/src/infrastructure/kafka/kafka-log-archive';
import { KafkaSubmissionLog } from '@/src/infrastructure/kafka/kafka-logs';
import { createLogger } from '@/src/infrastructure/logging/logger';
import { PostgresAdmissions } from '@/src/infrastructure/postgres/postgres-admissions';
import { PostgresAuditLog } from '@/src/infrastructure/postgres/postgres-audit-log';
import { PostgresAccounts, PostgresDecisions } from '@/src/infrastructure/postgres/postgres-decisions';
import { PostgresTeam } from '@/src/infrastructure/postgres/postgres-team';
import { connectPostgres } from '@/src/infrastructure/postgres/prisma-client';
import { connectRedis } from '@/src/infrastructure/redis/redis-client';
import { RedisPendingRegistrations } from '@/src/infrastructure/redis/redis-pending-registrations';
import { RedisReconcilerProgress } from '@/src/infrastructure/redis/redis-reconciler-progress';
import type { readCommandEnv } from './env';

type CommandEnv = ReturnType<typeof readCommandEnv>;

/** The stores as `reconcile` and `rebuild` use them; `close` lets the process end. */
export type CommandStores = Awaited<ReturnType<typeof openStores>>;

export const openStores = async (env: CommandEnv) => {
  const logger = createLogger({ service: 'command', level: 'warn' });
  const kafka = createKafka({ brokers: env.KAFKA_BROKERS, clientId: 'command', logger });
  const redis = connectRedis(env.REDIS_URL, logger);
  const prisma = connectPostgres(env.DATABASE_URL);
  const elasticsearch = connectElasticsearch(env.ELASTICSEARCH_URL);
  const reviewQueue = new ActiveMqReviewQueue(env.ACTIVEMQ_URL);
  const deadLetters = openDeadLetters({ kafka, activeMqUrl: env.ACTIVEMQ_URL });
  const submissionLog = new KafkaSubmissionLog(kafka);
  if (redis.status !== 'ready') await once(redis, 'ready', { signal: AbortSignal.timeout(5_000) });
  return {
    logger,
    elasticsearch,
    reviewQueue,
    deadLetters,
    admissions: new PostgresAdmissions(prisma),
    accounts: new PostgresAccounts(prisma),
    archive: new KafkaLogArchive(kafka),
    submissionLog,
    pending: new RedisPendingRegistrations(redis),
    decisions: new PostgresDecisions(prisma),
    progress: new RedisReconcilerProgress(redis),
    records: new ElasticsearchRegistrationRecords(elasticsearch),
    close: async (): Promise<void> => {
      const brokers = [reviewQueue.close(), deadLetters.close(), submissionLog.close()];
      await Promise.allSettled([...brokers, prisma.$disconnect(), elasticsearch.close()]);
      redis.disconnect();
    },
  };
};

/** The team, which needs nothing but Postgres. `close` lets the process end. */
export const openTeamStores = (env: CommandEnv) => {
  const prisma = connectPostgres(env.DATABASE_URL);
  return { team: new PostgresTeam(prisma), close: () => prisma.$disconnect() };
};

/** The dead letters and their audit log; they need neither Redis nor Elasticsearch. `close` lets the process end. */
export const openDeadLetterStores = (env: CommandEnv) => {
  const logger = createLogger({ service: 'dead-letters', level: 'warn' });
  const kafka = createKafka({ brokers: env.KAFKA_BROKERS, clientId: 'dead-letters', logger });
  const prisma = connectPostgres(env.DATABASE_URL);
  const deadLetters = openDeadLetters({ kafka, activeMqUrl: env.ACTIVEMQ_URL });
  return {
    deadLetters,
    auditLog: new PostgresAuditLog(prisma),
    close: async (): Promise<void> => {
      await Promise.allSettled([deadLetters.close(), prisma.$disconnect()]);
    },
  };
};

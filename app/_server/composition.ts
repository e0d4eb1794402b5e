import 'server-only';
import { decideRegistration } from '@/src/application/use-cases/decide-registration';
import { followRegistration } from '@/src/application/use-cases/follow-registration';
import { listPending } from '@/src/application/use-cases/list-pending';
import { lookUpPending } from '@/src/application/use-cases/look-up-pending';
import { submitRegistration } from '@/src/application/use-cases/submit-registration';
import { HmacRegistrationIds } from '@/src/infrastructure/crypto/hmac-registration-ids';
import { connectElasticsearch } from '@/src/infrastructure/elasticsearch/elasticsearch-client';
import { ElasticsearchRegistrationRecords } from '@/src/infrastructure/elasticsearch/elasticsearch-registration-records';
import { createKafka } from '@/src/infrastructure/kafka/kafka-client';
import { KafkaSubmissionLog } from '@/src/infrastructure/kafka/kafka-logs';
import { createLogger } from '@/src/infrastructure/log';
import { PostgresDecisions } from '@/src/infrastructure/postgres/postgres-decisions';
import { PostgresReviewers } from '@/src/infrastructure/postgres/postgres-reviewers';
import { connectPostgres } from '@/src/infrastructure/postgres/prisma-client';
import * as probes from '@/src/infrastructure/probes';
import { connectRedis, connectRedisSubscriber } from '@/src/infrastructure/redis/redis-client';
import { RedisHeartbeats } from '@/src/infrastructure/redis/redis-heartbeats';
import { RedisPendingChanges } from '@/src/infrastructure/redis/redis-pending-changes';
import { RedisPendingRegistrations } from '@/src/infrastructure/redis/redis-pending-registrations';
import { readWebEnv } from './env';

/** Everything the pages and handlers may use, wired once. */
export type Web = ReturnType<typeof compose>;

const PROCESS_WIDE = Symbol.for('portaria.web');

/**
 * The one composition of this process. Next evaluates a module once for each bundle, so the connections hang on the
 * process itself, where the server's shutdown finds them too.
 */
export const web = (): Web => {
  const holder = globalThis as { [PROCESS_WIDE]?: Web };
  holder[PROCESS_WIDE] ??= compose();
  return holder[PROCESS_WIDE];
};

const compose = () => {
  const env = readWebEnv();
  const log = createLogger({ service: 'web', level: env.LOG_LEVEL });
  const kafka = createKafka({ brokers: env.KAFKA_BROKERS, clientId: 'web', log });
  const submissionLog = new KafkaSubmissionLog(kafka);
  const redis = connectRedis(env.REDIS_URL, log);
  const subscriber = connectRedisSubscriber(env.REDIS_URL, log);
  const prisma = connectPostgres(env.DATABASE_URL);
  const elasticsearch = connectElasticsearch(env.ELASTICSEARCH_URL);

  const ids = new HmacRegistrationIds(env.REGISTRATION_SECRET);
  const pending = new RedisPendingRegistrations(redis);
  const decisions = new PostgresDecisions(prisma);
  const records = new ElasticsearchRegistrationRecords(elasticsearch);
  const heartbeats = new RedisHeartbeats(redis);
  const now = () => new Date();

  return {
    log,
    submitRegistration: submitRegistration({ ids, log: submissionLog, now }),
    followRegistration: followRegistration({ ids, pending, records, decisions }),
    listPending: listPending({ pending, decisions }),
    lookUpPending: lookUpPending({ pending, decisions }),
    decideRegistration: decideRegistration({ pending, decisions, now }),
    pendingChanges: new RedisPendingChanges(subscriber, log),
    reviewers: new PostgresReviewers(prisma),
    probes: [
      probes.kafkaProbe(kafka),
      probes.activeMqProbe(env.ACTIVEMQ_URL),
      probes.elasticsearchProbe(elasticsearch),
      probes.redisProbe(redis),
      probes.postgresProbe(prisma),
      probes.workerProbe(heartbeats, 'orchestrator'),
      probes.workerProbe(heartbeats, 'mq-consumer'),
    ],
    /** The event streams that are open, each with how to end it. */
    openStreams: new Set<() => void>(),
    close: async (): Promise<void> => {
      subscriber.disconnect();
      await Promise.allSettled([submissionLog.close(), prisma.$disconnect(), elasticsearch.close()]);
      redis.disconnect();
    },
  };
};

import 'server-only';
import type { z } from 'zod';
import { toDeadLetterList } from '@/src/application/contracts/dead-letters';
import { signUpRequestWith } from '@/src/application/contracts/sign-up-request';
import { discardDeadLetter, redriveDeadLetter } from '@/src/application/dead-letters/settle-dead-letter';
import { decideRegistrations } from '@/src/application/review/decide-registrations';
import { listPending } from '@/src/application/review/list-pending';
import { lookUpPending } from '@/src/application/review/look-up-pending';
import { followRegistration } from '@/src/application/sign-up/follow-registration';
import { submitRegistration } from '@/src/application/sign-up/submit-registration';
import { HmacRegistrationIds } from '@/src/infrastructure/crypto/hmac-registration-ids';
import { PasswordHashes } from '@/src/infrastructure/crypto/password-hashes';
import { openDeadLetters } from '@/src/infrastructure/dead-letters/all-dead-letters';
import { connectElasticsearch } from '@/src/infrastructure/elasticsearch/elasticsearch-client';
import { ElasticsearchRegistrationRecords } from '@/src/infrastructure/elasticsearch/elasticsearch-registration-records';
import { problemsOfIndex } from '@/src/infrastructure/elasticsearch/registrations-index';
import { readEnvironment } from '@/src/infrastructure/environment/read-environment';
import { armRequestedFailpoint } from '@/src/infrastructure/failpoints/failpoint';
import * as probes from '@/src/infrastructure/health/probes';
import { settingsProbe } from '@/src/infrastructure/health/settings-probe';
import { isDomainName } from '@/src/infrastructure/idna/domain-names';
import { createKafka } from '@/src/infrastructure/kafka/kafka-client';
import { KafkaSubmissionLog } from '@/src/infrastructure/kafka/kafka-logs';
import { problemsOfTopics } from '@/src/infrastructure/kafka/topic-settings';
import { createLogger, type Logger } from '@/src/infrastructure/logging/logger';
import { PostgresAuditLog } from '@/src/infrastructure/postgres/postgres-audit-log';
import { PostgresDecisions } from '@/src/infrastructure/postgres/postgres-decisions';
import { PostgresSessionEndings } from '@/src/infrastructure/postgres/postgres-session-endings';
import { connectPostgres } from '@/src/infrastructure/postgres/prisma-client';
import { RedisAcceptedKeys } from '@/src/infrastructure/redis/redis-accepted-keys';
import { connectRedis, connectRedisSubscriber } from '@/src/infrastructure/redis/redis-client';
import { RedisHeartbeats } from '@/src/infrastructure/redis/redis-heartbeats';
import { RedisPendingChanges } from '@/src/infrastructure/redis/redis-pending-changes';
import { RedisPendingRegistrations } from '@/src/infrastructure/redis/redis-pending-registrations';
import { RedisRateLimits } from '@/src/infrastructure/redis/redis-rate-limits';
import { SERVER_OF } from '@/src/infrastructure/retry/store-health';
import { attemptWith } from './attempt';
import { composeAccounts } from './compose-accounts';
import { composeSignIn } from './compose-sign-in';
import { composeSignUpGuard } from './compose-sign-up-guard';
import { webEnv } from './env';
import { limitsOf, streamCapsOf } from './limits';
import { composeOnce } from './process-wide';
import { keptReadiness } from './readiness';
import { StreamSlots } from './stream-slots';

/** Everything the pages and handlers may use, wired once. */
export type Web = ReturnType<typeof compose>;

/** The one composition of this process, wired at the first call. */
export const web = (): Web => composeOnce(compose);

const compose = () => {
  const env = readEnvironment(webEnv);
  armRequestedFailpoint(env);
  const connected = connect(env);
  const { logger, kafka, submissionLog, redis, subscriber, prisma, sessionEndings, elasticsearch, close } =
    connected;
  const ids = new HmacRegistrationIds(env.REGISTRATION_SECRET);
  const keys = new RedisAcceptedKeys(redis, logger);
  const pending = new RedisPendingRegistrations(redis);
  const decisions = new PostgresDecisions(prisma);
  const records = new ElasticsearchRegistrationRecords(elasticsearch);
  const deadLetters = openDeadLetters({ kafka, activeMqUrl: env.ACTIVEMQ_URL });
  const auditLog = new PostgresAuditLog(prisma);
  const passwords = passwordHashesFor(env);
  const attempt = attemptWith(logger);
  const rateLimits = new RedisRateLimits(redis, limitsOf(env), logger);
  const now = () => new Date();
  const readiness = watchReadiness(env, connected);

  return {
    logger,
    signUpRequest: signUpRequestWith(isDomainName),
    submitRegistration: submitRegistration({ ids, keys, submissionLog, now }),
    ...composeSignUpGuard({ env, rateLimits, pending, kafka, now }),
    followRegistration: followRegistration({ ids, pending, records, decisions, attempt }),
    ...reviewing({ pending, decisions, now, logger }),
    records,
    deadLetters,
    listDeadLetters: async () => toDeadLetterList(await deadLetters.list(), SERVER_OF),
    redriveDeadLetter: redriveDeadLetter({ deadLetters, auditLog, now }),
    discardDeadLetter: discardDeadLetter({ deadLetters, auditLog, now }),
    pendingChanges: new RedisPendingChanges(subscriber, logger),
    rateLimits,
    ...composeSignIn({ env, prisma, passwords, sessionEndings, auditLog, limits: rateLimits, logger }),
    ...composeAccounts({ prisma, secret: env.REGISTRATION_SECRET, passwords, auditLog, limits: rateLimits }),
    readiness: readiness.ask,
    ...streamsOf(env),
    close: () => Promise.allSettled([deadLetters.close(), readiness.close(), close()]),
  };
};

const passwordHashesFor = (env: z.output<typeof webEnv>): PasswordHashes =>
  new PasswordHashes({ atOnce: env.PASSWORD_CHECKS_AT_ONCE, waiting: env.PASSWORD_CHECKS_WAITING });

const streamsOf = (env: z.output<typeof webEnv>) => ({
  /** The event streams that are open, each with how to end it. */
  openStreams: new Set<() => void>(),
  streamSlots: new StreamSlots(streamCapsOf(env)),
});

type Connected = Pick<ReturnType<typeof connect>, 'kafka' | 'elasticsearch' | 'redis' | 'prisma' | 'logger'>;

/** Whether all parts answer, asked on connections that are kept for it. */
const watchReadiness = (
  env: z.output<typeof webEnv>,
  { kafka, elasticsearch, redis, prisma, logger }: Connected,
) => {
  const heartbeats = new RedisHeartbeats(redis);
  const kept = [probes.kafkaProbe(kafka), probes.activeMqProbe(env.ACTIVEMQ_URL)];
  const all = [
    ...kept,
    probes.elasticsearchProbe(elasticsearch),
    probes.redisProbe(redis),
    probes.postgresProbe(prisma),
    settingsProbe('kafka settings', () => problemsOfTopics(kafka), logger),
    settingsProbe('elasticsearch settings', () => problemsOfIndex(elasticsearch), logger),
    probes.workerProbe(heartbeats, 'orchestrator'),
    probes.workerProbe(heartbeats, 'mq-consumer'),
  ];
  return {
    ask: keptReadiness(all, (part, detail) => logger.warn({ part, detail }, 'not ready')),
    close: () => Promise.allSettled(kept.map((probe) => probe.close())),
  };
};

type ReviewPorts = {
  pending: RedisPendingRegistrations;
  decisions: PostgresDecisions;
  now: () => Date;
  logger: Logger;
};

const reviewing = ({ pending, decisions, now, logger }: ReviewPorts) => ({
  listPending: listPending({ pending, decisions }),
  lookUpPending: lookUpPending({ pending, decisions }),
  decideRegistrations: decideRegistrations({
    pending,
    decisions,
    now,
    onNotRemoved: (error) => logger.warn({ err: error }, 'decided, and still on the pending list for now'),
  }),
});

/** The connections of the web process. None of them waits for its server: a visitor can sign up while some are away. */
const connect = (env: z.output<typeof webEnv>) => {
  const logger = createLogger({ service: 'web', level: env.LOG_LEVEL });
  const kafka = createKafka({ brokers: env.KAFKA_BROKERS, clientId: 'web', logger });
  const submissionLog = new KafkaSubmissionLog(kafka);
  const redis = connectRedis(env.REDIS_URL, logger);
  const subscriber = connectRedisSubscriber(env.REDIS_URL, logger);
  const prisma = connectPostgres(env.DATABASE_URL);
  const sessionEndings = new PostgresSessionEndings({ databaseUrl: env.DATABASE_URL, logger });
  const elasticsearch = connectElasticsearch(env.ELASTICSEARCH_URL);
  const close = async (): Promise<void> => {
    subscriber.disconnect();
    sessionEndings.close();
    await Promise.allSettled([submissionLog.close(), prisma.$disconnect(), elasticsearch.close()]);
    redis.disconnect();
  };
  return { logger, kafka, submissionLog, redis, subscriber, prisma, sessionEndings, elasticsearch, close };
};

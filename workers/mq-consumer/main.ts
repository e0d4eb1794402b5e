import { z } from 'zod';
import { decodeQueued, QUEUES } from '@/src/application/contracts/messages';
import { admitRegistrations } from '@/src/application/use-cases/admit-registrations';
import { ActiveMqQueueConsumer } from '@/src/infrastructure/activemq/activemq-queue-consumer';
import { armFailpoint } from '@/src/infrastructure/failpoint';
import { requestedFailpoint } from '@/src/infrastructure/failpoint-env';
import { HopReport } from '@/src/infrastructure/hop-report';
import { createKafka } from '@/src/infrastructure/kafka/kafka-client';
import { KafkaDecisionLog } from '@/src/infrastructure/kafka/kafka-logs';
import { createLogger } from '@/src/infrastructure/log';
import { OutboxWorker } from '@/src/infrastructure/postgres/outbox-worker';
import { PostgresAccounts } from '@/src/infrastructure/postgres/postgres-accounts';
import { PostgresDecisions } from '@/src/infrastructure/postgres/postgres-decisions';
import { connectPostgres } from '@/src/infrastructure/postgres/prisma-client';
import { connectRedis } from '@/src/infrastructure/redis/redis-client';
import { RedisDeliveryAttempts } from '@/src/infrastructure/redis/redis-delivery-attempts';
import { RedisHeartbeats } from '@/src/infrastructure/redis/redis-heartbeats';
import { RedisPendingRegistrations } from '@/src/infrastructure/redis/redis-pending-registrations';
import { commonEnv, readEnv } from '../env';
import { heartbeat } from '../heartbeat';
import { FatalSignal, runWorker } from '../run-worker';

// The mq-consumer: ActiveMQ → Redis, and the outbox: decisions from Postgres → Kafka.
const env = readEnv(
  commonEnv.extend({ DATABASE_URL: z.url(), MQ_CONSUMER_HEALTH_PORT: z.coerce.number().default(3002) }),
);
armFailpoint(requestedFailpoint(env));
const log = createLogger({ service: 'mq-consumer', level: env.LOG_LEVEL });
const report = new HopReport();
const fatal = new FatalSignal();
const redis = connectRedis(env.REDIS_URL, log);
const prisma = connectPostgres(env.DATABASE_URL);
const kafka = createKafka({ brokers: env.KAFKA_BROKERS, clientId: 'mq-consumer', log });
const decisionLog = new KafkaDecisionLog(kafka);

const admissions = new ActiveMqQueueConsumer({
  url: env.ACTIVEMQ_URL,
  queue: QUEUES.review,
  deadLetterQueue: QUEUES.deadLetters,
  decode: decodeQueued,
  attempts: new RedisDeliveryAttempts(redis),
  onBatch: admitRegistrations({
    pending: new RedisPendingRegistrations(redis),
    decisions: new PostgresDecisions(prisma),
    accounts: new PostgresAccounts(prisma),
    now: () => new Date(),
  }),
  log,
  report,
});
const outbox = new OutboxWorker({
  databaseUrl: env.DATABASE_URL,
  decisionLog,
  onFatal: fatal.raise,
  log,
  report,
});

await runWorker({
  log,
  report,
  fatal,
  healthPort: env.MQ_CONSUMER_HEALTH_PORT,
  stopTimeoutMs: env.STOP_TIMEOUT_MS,
  resources: [
    { name: 'redis', start: async () => {}, stop: async () => redis.disconnect() },
    { name: 'postgres', start: async () => {}, stop: () => prisma.$disconnect() },
    { name: 'decision-log', start: async () => {}, stop: () => decisionLog.close() },
    outbox,
    admissions,
    heartbeat({ heartbeats: new RedisHeartbeats(redis), worker: 'mq-consumer', report, log }),
  ],
});

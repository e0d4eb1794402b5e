import { z } from 'zod';
import { reconcile } from '@/src/application/use-cases/reconcile';
import { ActiveMqDeadLetters } from '@/src/infrastructure/activemq/activemq-dead-letters';
import { ActiveMqReviewQueue } from '@/src/infrastructure/activemq/activemq-review-queue';
import { BothDeadLetters } from '@/src/infrastructure/both-dead-letters';
import { connectElasticsearch } from '@/src/infrastructure/elasticsearch/elasticsearch-client';
import { ElasticsearchRegistrationRecords } from '@/src/infrastructure/elasticsearch/elasticsearch-registration-records';
import { KafkaDeadLetters } from '@/src/infrastructure/kafka/kafka-dead-letters';
import { every } from './every';
import { decodeQueued, QUEUES } from '@/src/application/contracts/messages';
import { admitRegistrations } from '@/src/application/use-cases/admit-registrations';
import { ActiveMqQueueConsumer } from '@/src/infrastructure/activemq/activemq-queue-consumer';
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
import { armRequestedFailpoint, commonEnv, readEnv } from '../env';
import { heartbeat } from '../heartbeat';
import { FatalSignal, runWorker } from '../run-worker';

// The mq-consumer: ActiveMQ → Redis, and the outbox: decisions from Postgres → Kafka.
const env = readEnv(
  commonEnv.extend({
    DATABASE_URL: z.url(),
    ELASTICSEARCH_URL: z.url(),
    MQ_CONSUMER_HEALTH_PORT: z.coerce.number().default(3002),
  }),
);
armRequestedFailpoint(env);
const log = createLogger({ service: 'mq-consumer', level: env.LOG_LEVEL });
const report = new HopReport();
const fatal = new FatalSignal();
const redis = connectRedis(env.REDIS_URL, log);
const prisma = connectPostgres(env.DATABASE_URL);
const kafka = createKafka({ brokers: env.KAFKA_BROKERS, clientId: 'mq-consumer', log });
const pending = new RedisPendingRegistrations(redis);
const decisions = new PostgresDecisions(prisma);
const decisionLog = new KafkaDecisionLog(kafka);

const admissions = new ActiveMqQueueConsumer({
  url: env.ACTIVEMQ_URL,
  queue: QUEUES.review,
  deadLetterQueue: QUEUES.deadLetters,
  decode: decodeQueued,
  attempts: new RedisDeliveryAttempts(redis),
  onBatch: admitRegistrations({
    pending,
    decisions,
    accounts: new PostgresAccounts(prisma),
    now: () => new Date(),
  }),
  log,
  report,
});
const reviewQueue = new ActiveMqReviewQueue(env.ACTIVEMQ_URL);
const reconcileStores = reconcile({
  records: new ElasticsearchRegistrationRecords(connectElasticsearch(env.ELASTICSEARCH_URL)),
  deadLetters: new BothDeadLetters({
    kafka: new KafkaDeadLetters(kafka),
    activemq: new ActiveMqDeadLetters({ url: env.ACTIVEMQ_URL }),
  }),
  pending,
  decisions,
  reviewQueue,
  now: () => new Date(),
});
const mend = async (): Promise<void> => {
  const { requeued, removed } = await reconcileStores();
  if (requeued.length + removed > 0) log.warn({ requeued: requeued.length, removed }, 'reconciled');
};
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
    { name: 'review-queue-producer', start: async () => {}, stop: () => reviewQueue.close() },
    every({ name: 'reconciler', everyMs: 60_000, log, work: mend }),
    heartbeat({ heartbeats: new RedisHeartbeats(redis), worker: 'mq-consumer', report, log }),
  ],
});

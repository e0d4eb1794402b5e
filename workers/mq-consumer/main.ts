import { reconcile } from '@/src/application/recovery/reconcile';
import { ActiveMqDeadLetters } from '@/src/infrastructure/activemq/activemq-dead-letters';
import { ActiveMqReviewQueue } from '@/src/infrastructure/activemq/activemq-review-queue';
import { BothDeadLetters } from '@/src/infrastructure/dead-letters/both-dead-letters';
import { connectElasticsearch } from '@/src/infrastructure/elasticsearch/elasticsearch-client';
import { ElasticsearchRegistrationRecords } from '@/src/infrastructure/elasticsearch/elasticsearch-registration-records';
import { KafkaDeadLetters } from '@/src/infrastructure/kafka/kafka-dead-letters';
import { intervalJob } from '../interval-job';
import { decodeQueued, QUEUES } from '@/src/application/contracts/messages';
import { admitRegistrations } from '@/src/application/routing/admit-registrations';
import { ActiveMqQueueConsumer } from '@/src/infrastructure/activemq/activemq-queue-consumer';
import { orExit, readEnvironment } from '@/src/infrastructure/environment/read-environment';
import { armRequestedFailpoint } from '@/src/infrastructure/failpoints/failpoint-env';
import { StoreHealth } from '@/src/infrastructure/health/store-health';
import { createKafka } from '@/src/infrastructure/kafka/kafka-client';
import { KafkaDecisionLog } from '@/src/infrastructure/kafka/kafka-logs';
import { createLogger } from '@/src/infrastructure/logging/logger';
import { OutboxWorker } from '@/src/infrastructure/postgres/outbox-worker';
import { PostgresAccounts } from '@/src/infrastructure/postgres/postgres-accounts';
import { PostgresDecisions } from '@/src/infrastructure/postgres/postgres-decisions';
import { connectPostgres } from '@/src/infrastructure/postgres/prisma-client';
import { connectRedis } from '@/src/infrastructure/redis/redis-client';
import { RedisDeliveryAttempts } from '@/src/infrastructure/redis/redis-delivery-attempts';
import { RedisHeartbeats } from '@/src/infrastructure/redis/redis-heartbeats';
import { RedisPendingRegistrations } from '@/src/infrastructure/redis/redis-pending-registrations';
import { heartbeat } from '../heartbeat';
import { FatalSignal, runWorker } from '../run-worker';
import { mqConsumerEnv } from './env';

// The mq-consumer: ActiveMQ → Redis, and the outbox: decisions from Postgres → Kafka.
const env = orExit(() => readEnvironment(mqConsumerEnv));
orExit(() => armRequestedFailpoint(env));
const logger = createLogger({ service: 'mq-consumer', level: env.LOG_LEVEL });
const report = new StoreHealth();
const fatal = new FatalSignal();
const redis = connectRedis(env.REDIS_URL, logger);
const prisma = connectPostgres(env.DATABASE_URL);
const kafka = createKafka({ brokers: env.KAFKA_BROKERS, clientId: 'mq-consumer', logger });
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
  logger,
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
  if (requeued.length + removed > 0) logger.warn({ requeued: requeued.length, removed }, 'reconciled');
};
const outbox = new OutboxWorker({
  databaseUrl: env.DATABASE_URL,
  decisionLog,
  onFatal: fatal.raise,
  logger,
  report,
});

await runWorker({
  logger,
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
    intervalJob({ name: 'reconciler', everyMs: 60_000, logger, work: mend }),
    heartbeat({ heartbeats: new RedisHeartbeats(redis), worker: 'mq-consumer', report, logger }),
  ],
});

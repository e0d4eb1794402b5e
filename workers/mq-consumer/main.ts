import { decodeQueued, QUEUES } from '@/src/application/contracts/messages';
import { sendNotice } from '@/src/application/notices/send-notice';
import { mendPending } from '@/src/application/recovery/mend-pending';
import { reconcile } from '@/src/application/recovery/reconcile';
import { admitRegistrations } from '@/src/application/routing/admit-registrations';
import { ActiveMqQueueConsumer } from '@/src/infrastructure/activemq/activemq-queue-consumer';
import { ActiveMqReviewQueue } from '@/src/infrastructure/activemq/activemq-review-queue';
import { openDeadLetters } from '@/src/infrastructure/dead-letters/all-dead-letters';
import { connectElasticsearch } from '@/src/infrastructure/elasticsearch/elasticsearch-client';
import { ElasticsearchRegistrationRecords } from '@/src/infrastructure/elasticsearch/elasticsearch-registration-records';
import { orExit, readEnvironment } from '@/src/infrastructure/environment/read-environment';
import { armRequestedFailpoint } from '@/src/infrastructure/failpoints/failpoint';
import { createKafka } from '@/src/infrastructure/kafka/kafka-client';
import { KafkaDecisionLog } from '@/src/infrastructure/kafka/kafka-logs';
import { captureOutput } from '@/src/infrastructure/logging/capture-output';
import { createLogger } from '@/src/infrastructure/logging/logger';
import { mailerOf, siteOf } from '@/src/infrastructure/mail/mail-env';
import { NoticeRelay } from '@/src/infrastructure/postgres/notice-relay';
import { OutboxRelay } from '@/src/infrastructure/postgres/outbox-relay';
import { PostgresAccountLinks } from '@/src/infrastructure/postgres/postgres-account-links';
import { PostgresAdmissions } from '@/src/infrastructure/postgres/postgres-admissions';
import { PostgresAccounts, PostgresDecisions } from '@/src/infrastructure/postgres/postgres-decisions';
import { PostgresNotices } from '@/src/infrastructure/postgres/postgres-notices';
import { PostgresSessions } from '@/src/infrastructure/postgres/postgres-sessions';
import { connectPostgres } from '@/src/infrastructure/postgres/prisma-client';
import { connectRedis, untilConnected } from '@/src/infrastructure/redis/redis-client';
import { RedisDeliveryAttempts } from '@/src/infrastructure/redis/redis-delivery-attempts';
import { RedisHeartbeats } from '@/src/infrastructure/redis/redis-heartbeats';
import { RedisPendingRegistrations } from '@/src/infrastructure/redis/redis-pending-registrations';
import { RedisProcessLives } from '@/src/infrastructure/redis/redis-process-lives';
import { RedisReconcilerProgress } from '@/src/infrastructure/redis/redis-reconciler-progress';
import { warnOfSettings } from '@/src/infrastructure/redis/redis-settings';
import { SERVER_OF, StoreHealth } from '@/src/infrastructure/retry/store-health';
import { heartbeat } from '../heartbeat';
import { intervalJob } from '../interval-job';
import { processLife } from '../process-life';
import { closing, runWorker } from '../run-worker';
import { mqConsumerEnv } from './env';

// The mq-consumer: ActiveMQ → Redis; the outbox: decisions from Postgres → Kafka; and the notices: from Postgres by mail.
// Before anything is read: what is wrong with the environment is a line of the log as well.
captureOutput(createLogger({ service: 'mq-consumer', level: 'info' }));
const env = orExit(() => readEnvironment(mqConsumerEnv));
orExit(() => armRequestedFailpoint(env));
/** Mails hold whom they were for. */
const NOTICES_KEPT_MS = 30 * 24 * 3_600_000;
const now = () => new Date();
const logger = createLogger({ service: 'mq-consumer', level: env.LOG_LEVEL });
const health = new StoreHealth(SERVER_OF);
const redis = connectRedis(env.REDIS_URL, logger);
warnOfSettings(redis, logger);
const lives = new RedisProcessLives(redis);
const prisma = connectPostgres(env.DATABASE_URL);
const kafka = createKafka({ brokers: env.KAFKA_BROKERS, clientId: 'mq-consumer', logger });
const pending = new RedisPendingRegistrations(redis);
const decisions = new PostgresDecisions(prisma);
const decisionLog = new KafkaDecisionLog(kafka);
const deadLetters = openDeadLetters({ kafka, activeMqUrl: env.ACTIVEMQ_URL });

const admissions = new ActiveMqQueueConsumer({
  url: env.ACTIVEMQ_URL,
  queue: QUEUES.review,
  deadLetterQueue: QUEUES.deadLetters,
  decode: decodeQueued,
  attempts: new RedisDeliveryAttempts(redis, lives),
  onBatch: admitRegistrations({
    pending,
    decisions,
    accounts: new PostgresAccounts(prisma),
    admissions: new PostgresAdmissions(prisma),
    now,
  }),
  logger,
  health: health.of('admission'),
});
const reviewQueue = new ActiveMqReviewQueue(env.ACTIVEMQ_URL);
const records = new ElasticsearchRegistrationRecords(connectElasticsearch(env.ELASTICSEARCH_URL));
const progress = new RedisReconcilerProgress(redis);
const recovery = { records, deadLetters, pending, decisions, reviewQueue, progress, now };
const mend = mendPending(recovery);
const reconcileStores = reconcile(recovery);
const reconcileAndTell = async (): Promise<void> => {
  const { misfits, whole: wasIncomplete } = await mend();
  if (misfits.length > 0)
    logger.warn({ count: misfits.length, misfits: misfits.slice(0, 20) }, 'the pending list was mended');
  const { requeued, removed, recorded } = await reconcileStores({ whole: wasIncomplete });
  if (requeued.length + removed + recorded > 0)
    logger.warn({ requeued: requeued.length, removed, recorded }, 'reconciled');
};
const sessions = new PostgresSessions(prisma);
const links = new PostgresAccountLinks(prisma, env.REGISTRATION_SECRET);
const removeExpired = async (): Promise<void> => {
  const removed = {
    sessions: await sessions.removeExpired(now()),
    links: await links.removeExpired(now()),
    notices: await new PostgresNotices(prisma).removeSettled(new Date(now().getTime() - NOTICES_KEPT_MS)),
  };
  if (removed.sessions + removed.links + removed.notices > 0)
    logger.info(removed, 'what expired was removed');
};
const outbox = new OutboxRelay({
  databaseUrl: env.DATABASE_URL,
  publish: (decided) => Promise.all(decided.map((decision) => decisionLog.publish(decision))),
  takeOffList: (decided) =>
    Promise.all(decided.map(({ registrationId, outcome }) => pending.remove(registrationId, outcome))),
  logger,
  health: health.of('outbox'),
});

const notices = new NoticeRelay({
  databaseUrl: env.DATABASE_URL,
  send: sendNotice({
    mailer: mailerOf(env),
    links,
    site: siteOf(env),
    now,
  }),
  logger,
  health: health.of('notices'),
  now,
});

await runWorker({
  logger,
  health,
  healthAt: { host: env.HEALTH_HOST, port: env.MQ_CONSUMER_HEALTH_PORT },
  stopTimeoutMs: env.STOP_TIMEOUT_MS,
  resources: [
    { name: 'redis', start: () => untilConnected(redis), stop: async () => redis.disconnect() },
    closing('postgres', () => prisma.$disconnect()),
    closing('decision-log', () => decisionLog.close()),
    admissions,
    outbox,
    notices,
    closing('review-queue-producer', () => reviewQueue.close()),
    closing('dead-letters', () => deadLetters.close()),
    intervalJob({ name: 'expired', everyMs: 600_000, logger, work: removeExpired }),
    intervalJob({ name: 'reconciler', everyMs: 60_000, logger, work: reconcileAndTell }),
    heartbeat({ heartbeats: new RedisHeartbeats(redis), worker: 'mq-consumer', health, logger }),
    processLife(lives, logger),
  ],
});

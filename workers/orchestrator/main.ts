import {
  decodeDecided,
  decodeSubmitted,
  ORCHESTRATOR_GROUP,
  TOPICS,
} from '@/src/application/contracts/messages';
import { recordDecisions, routeRegistrations } from '@/src/application/routing/route-registrations';
import { ActiveMqReviewQueue } from '@/src/infrastructure/activemq/activemq-review-queue';
import { connectElasticsearch } from '@/src/infrastructure/elasticsearch/elasticsearch-client';
import { ElasticsearchRegistrationRecords } from '@/src/infrastructure/elasticsearch/elasticsearch-registration-records';
import { problemsOfIndex } from '@/src/infrastructure/elasticsearch/registrations-index';
import { orExit, readEnvironment } from '@/src/infrastructure/environment/read-environment';
import { armRequestedFailpoint } from '@/src/infrastructure/failpoints/failpoint';
import { settingsProbe } from '@/src/infrastructure/health/settings-probe';
import { createKafka } from '@/src/infrastructure/kafka/kafka-client';
import { KafkaTopicConsumer } from '@/src/infrastructure/kafka/kafka-topic-consumer';
import { problemsOfTopics } from '@/src/infrastructure/kafka/topic-settings';
import { captureOutput } from '@/src/infrastructure/logging/capture-output';
import { createLogger } from '@/src/infrastructure/logging/logger';
import { connectRedis, untilConnected } from '@/src/infrastructure/redis/redis-client';
import { RedisDeliveryAttempts } from '@/src/infrastructure/redis/redis-delivery-attempts';
import { RedisHeartbeats } from '@/src/infrastructure/redis/redis-heartbeats';
import { RedisProcessLives } from '@/src/infrastructure/redis/redis-process-lives';
import { SERVER_OF, StoreHealth } from '@/src/infrastructure/retry/store-health';
import { heartbeat } from '../heartbeat';
import { intervalJob } from '../interval-job';
import { processLife } from '../process-life';
import { atOnce, closing, runWorker } from '../run-worker';
import { orchestratorEnv } from './env';

// The orchestrator: Kafka → ActiveMQ → Elasticsearch, and decisions from Kafka → Elasticsearch.
// Before anything is read: what is wrong with the environment is a line of the log as well.
captureOutput(createLogger({ service: 'orchestrator', level: 'info' }));
const env = orExit(() => readEnvironment(orchestratorEnv));
orExit(() => armRequestedFailpoint(env));
const logger = createLogger({ service: 'orchestrator', level: env.LOG_LEVEL });
const health = new StoreHealth(SERVER_OF);
const kafka = createKafka({ brokers: env.KAFKA_BROKERS, clientId: 'orchestrator', logger });
const redis = connectRedis(env.REDIS_URL, logger);
const lives = new RedisProcessLives(redis);
const attempts = new RedisDeliveryAttempts(redis, lives);
const reviewQueue = new ActiveMqReviewQueue(env.ACTIVEMQ_URL);
const elasticsearch = connectElasticsearch(env.ELASTICSEARCH_URL);
const records = new ElasticsearchRegistrationRecords(elasticsearch);
const settings = [
  settingsProbe('kafka settings', () => problemsOfTopics(kafka), logger),
  settingsProbe('elasticsearch settings', () => problemsOfIndex(elasticsearch), logger),
];
// They are logged by name, from the start on; the readiness of the web tells them too.
const checkSettings = async (): Promise<void> => {
  await Promise.all(settings.map((probe) => probe.check()));
};

const submissions = new KafkaTopicConsumer({
  kafka,
  topic: TOPICS.submitted,
  groupId: ORCHESTRATOR_GROUP,
  decode: decodeSubmitted,
  onBatch: routeRegistrations({ reviewQueue, records, now: () => new Date() }),
  attempts,
  logger,
  health: health.of('routing'),
});
const decisions = new KafkaTopicConsumer({
  kafka,
  topic: TOPICS.decided,
  groupId: 'orchestrator-decisions',
  decode: decodeDecided,
  onBatch: recordDecisions({ records }),
  attempts,
  logger,
  health: health.of('recording of decisions'),
});

void checkSettings();
await runWorker({
  logger,
  health,
  healthAt: { host: env.HEALTH_HOST, port: env.ORCHESTRATOR_HEALTH_PORT },
  stopTimeoutMs: env.STOP_TIMEOUT_MS,
  resources: [
    { name: 'redis', start: () => untilConnected(redis), stop: async () => redis.disconnect() },
    closing('review-queue-producer', () => reviewQueue.close()),
    atOnce(decisions, submissions),
    intervalJob({ name: 'settings', everyMs: 60_000, logger, work: checkSettings }),
    heartbeat({ heartbeats: new RedisHeartbeats(redis), worker: 'orchestrator', health, logger }),
    processLife(lives, logger),
  ],
});

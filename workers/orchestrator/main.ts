import { z } from 'zod';
import { decodeDecided, decodeSubmitted, TOPICS } from '@/src/application/contracts/messages';
import { recordDecisions } from '@/src/application/use-cases/record-decisions';
import { routeRegistrations } from '@/src/application/use-cases/route-registrations';
import { ActiveMqReviewQueue } from '@/src/infrastructure/activemq/activemq-review-queue';
import { connectElasticsearch } from '@/src/infrastructure/elasticsearch/elasticsearch-client';
import { ElasticsearchRegistrationRecords } from '@/src/infrastructure/elasticsearch/elasticsearch-registration-records';
import { HopReport } from '@/src/infrastructure/hop-report';
import { createKafka } from '@/src/infrastructure/kafka/kafka-client';
import { KafkaTopicConsumer } from '@/src/infrastructure/kafka/kafka-topic-consumer';
import { createLogger } from '@/src/infrastructure/log';
import { connectRedis } from '@/src/infrastructure/redis/redis-client';
import { RedisHeartbeats } from '@/src/infrastructure/redis/redis-heartbeats';
import { armRequestedFailpoint, commonEnv, readEnv } from '../env';
import { heartbeat } from '../heartbeat';
import { FatalSignal, runWorker } from '../run-worker';

// The orchestrator: Kafka → ActiveMQ → Elasticsearch, and decisions from Kafka → Elasticsearch.
const env = readEnv(
  commonEnv.extend({ ELASTICSEARCH_URL: z.url(), ORCHESTRATOR_HEALTH_PORT: z.coerce.number().default(3001) }),
);
armRequestedFailpoint(env);
const log = createLogger({ service: 'orchestrator', level: env.LOG_LEVEL });
const report = new HopReport();
const fatal = new FatalSignal();
const kafka = createKafka({ brokers: env.KAFKA_BROKERS, clientId: 'orchestrator', log });
const redis = connectRedis(env.REDIS_URL, log);
const reviewQueue = new ActiveMqReviewQueue(env.ACTIVEMQ_URL);
const records = new ElasticsearchRegistrationRecords(connectElasticsearch(env.ELASTICSEARCH_URL));

const submissions = new KafkaTopicConsumer({
  kafka,
  topic: TOPICS.submitted,
  groupId: 'orchestrator',
  decode: decodeSubmitted,
  onBatch: routeRegistrations({ reviewQueue, records, now: () => new Date() }),
  onFatal: fatal.raise,
  log,
  report,
});
const decisions = new KafkaTopicConsumer({
  kafka,
  topic: TOPICS.decided,
  groupId: 'orchestrator-decisions',
  decode: decodeDecided,
  onBatch: recordDecisions({ records }),
  onFatal: fatal.raise,
  log,
  report,
});

await runWorker({
  log,
  report,
  fatal,
  healthPort: env.ORCHESTRATOR_HEALTH_PORT,
  stopTimeoutMs: env.STOP_TIMEOUT_MS,
  resources: [
    { name: 'redis', start: async () => {}, stop: async () => redis.disconnect() },
    { name: 'activemq-producer', start: async () => {}, stop: () => reviewQueue.close() },
    decisions,
    submissions,
    heartbeat({ heartbeats: new RedisHeartbeats(redis), worker: 'orchestrator', report, log }),
  ],
});

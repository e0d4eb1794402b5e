import 'server-only';
import { connectElasticsearch } from '@/src/infrastructure/elasticsearch/elasticsearch-client';
import { createKafka } from '@/src/infrastructure/kafka/kafka-client';
import { KafkaSubmissionLog } from '@/src/infrastructure/kafka/kafka-logs';
import { createLogger } from '@/src/infrastructure/logging/logger';
import { connectPostgres } from '@/src/infrastructure/postgres/prisma-client';
import { connectRedis, connectRedisSubscriber } from '@/src/infrastructure/redis/redis-client';
import type { WebEnv } from './env';

/** The connections of the web process. None of them waits for its server: a visitor can sign up while some are away. */
export const connect = (env: WebEnv) => {
  const logger = createLogger({ service: 'web', level: env.LOG_LEVEL });
  const kafka = createKafka({ brokers: env.KAFKA_BROKERS, clientId: 'web', logger });
  const submissionLog = new KafkaSubmissionLog(kafka);
  const redis = connectRedis(env.REDIS_URL, logger);
  const subscriber = connectRedisSubscriber(env.REDIS_URL, logger);
  const prisma = connectPostgres(env.DATABASE_URL);
  const elasticsearch = connectElasticsearch(env.ELASTICSEARCH_URL);
  const close = async (): Promise<void> => {
    subscriber.disconnect();
    await Promise.allSettled([submissionLog.close(), prisma.$disconnect(), elasticsearch.close()]);
    redis.disconnect();
  };
  return { logger, kafka, submissionLog, redis, subscriber, prisma, elasticsearch, close };
};

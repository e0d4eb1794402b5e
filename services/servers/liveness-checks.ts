import { Redis } from 'ioredis';
import { Kafka, logLevel } from 'kafkajs';
import { Client as Postgres } from 'pg';
import { StompSession } from '@/src/infrastructure/activemq/stomp-session';
import { withTimeout } from '@/src/infrastructure/async/with-timeout';
import { withAdmin } from '@/src/infrastructure/kafka/kafka-client';
import { probeHttp } from '../processes/program';

const ANSWER_TIMEOUT_MS = 1_000;

type Login = { user: string; password: string };

// Each check asks one server on its loopback port: it resolves when the server works, and rejects while it does not or
// does not answer in time. A start asks many times a second, so every check has a client of its own that is closed
// whatever happens: one that met a server in the middle of its start may be of no use ever after.

/** Kafka: the cluster lists a broker that answers. */
export const checkKafka = async (port: number): Promise<void> => {
  const kafka = new Kafka({
    clientId: 'launcher',
    brokers: [`127.0.0.1:${port}`],
    connectionTimeout: ANSWER_TIMEOUT_MS,
    requestTimeout: ANSWER_TIMEOUT_MS,
    retry: { retries: 0 },
    logLevel: logLevel.NOTHING,
  });
  const { brokers } = await withAdmin(kafka, (admin) => admin.describeCluster());
  if (brokers.length === 0) throw new Error('it knows no broker yet');
};

/** ActiveMQ: a STOMP session opens with the real credentials. */
export const checkActiveMq = async (port: number, { user, password }: Login): Promise<void> => {
  const opening = StompSession.open(`stomp://${user}:${password}@127.0.0.1:${port}`);
  // A session that opens too late is closed all the same, and one that never opens ends by itself after 5 s.
  const openAndClose = opening.then((session) => session.close());
  await withTimeout(ANSWER_TIMEOUT_MS, openAndClose);
};

/** Redis: PING is answered; while it loads its data it answers an error. */
export const checkRedis = async (port: number): Promise<void> => {
  const redis = new Redis(port, '127.0.0.1', {
    lazyConnect: true,
    enableReadyCheck: false,
    enableOfflineQueue: false,
    retryStrategy: () => null,
  });
  // ioredis tells here why a connection failed, and tells its caller only that it is closed.
  let reason: Error | undefined;
  redis.on('error', (error: Error) => (reason = error));
  try {
    await withTimeout(
      ANSWER_TIMEOUT_MS,
      redis.connect().then(() => redis.ping()),
    );
  } catch (error) {
    throw reason ?? error;
  } finally {
    redis.disconnect();
  }
};

/** Postgres: the database answers a query; while it recovers it refuses the connection. */
export const checkPostgres = async (
  port: number,
  { user, password, database }: Login & { database: string },
): Promise<void> => {
  const client = new Postgres({
    ...{ host: '127.0.0.1', port, user, password, database },
    connectionTimeoutMillis: ANSWER_TIMEOUT_MS,
    query_timeout: ANSWER_TIMEOUT_MS,
  });
  // A connection that breaks after its query was answered is reported here, and would end the launcher otherwise.
  client.on('error', () => undefined);
  try {
    await client.connect();
    await client.query('SELECT 1');
  } finally {
    await client.end();
  }
};

/**
 * Elasticsearch: the cluster has all its primary shards (yellow). Its client is not used here: it takes longer to load
 * than the other four together, and speaks the same HTTP.
 */
export const checkElasticsearch = (port: number): Promise<void> =>
  probeHttp(`http://127.0.0.1:${port}/_cluster/health?wait_for_status=yellow&timeout=1s`);

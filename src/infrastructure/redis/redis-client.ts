import { once } from 'node:events';
import { Redis } from 'ioredis';
import type { Logger } from '../logging/logger';

/**
 * Whoever answers so is no server to write to, or no longer knows us: where another one has taken its place, only a new
 * connection finds it.
 */
const NOT_OURS = /^(READONLY|MASTERDOWN|NOAUTH)\b/;

/** A server that stays read-only still answers reads, which a new connection for each refusal would disturb. */
const RECONNECT_EVERY_MS = 5_000;

/** Answers whether to connect again after an error reply, at most every few seconds. */
const reconnectSeldom = (now: () => number = Date.now) => {
  let last = -Infinity;
  return ({ message }: Error): boolean => {
    if (!NOT_OURS.test(message) || now() - last < RECONNECT_EVERY_MS) return false;
    last = now();
    return true;
  };
};

/**
 * A connection whose commands fail fast (1 s) instead of waiting in memory for a server that is away: the caller
 * decides whether to try again.
 */
export const connectRedis = (url: string, logger: Logger): Redis => {
  const shouldReconnect = reconnectSeldom();
  const redis = new Redis(url, {
    maxRetriesPerRequest: 1,
    enableOfflineQueue: false,
    enableAutoPipelining: true,
    commandTimeout: 1_000,
    connectTimeout: 3_000,
    reconnectOnError: (error) => {
      const again = shouldReconnect(error);
      // The server is there: whoever comes while its connection is changed waits for the new one, and does not fail.
      if (again) redis.options.enableOfflineQueue = true;
      return again;
    },
    retryStrategy: (attempt) => {
      if (attempt > 1) redis.options.enableOfflineQueue = false;
      return Math.min((attempt - 1) * 100, 2_000);
    },
  });
  redis.on('ready', () => (redis.options.enableOfflineQueue = false));
  // Without a listener a lost connection would end the process; each command that fails tells its own caller.
  redis.on('error', (error: Error) => logger.debug({ err: error }, 'redis connection'));
  return redis;
};

const CONNECTED_WITHIN_MS = 2_000;

/**
 * Waits until the connection stands, two seconds at most, and goes on without it then. A worker whose first attempt came
 * before its connection would not have it counted, and one that dies of a message right away not even once.
 */
export const untilConnected = async (redis: Redis): Promise<void> => {
  if (redis.status === 'ready') return;
  await once(redis, 'ready', { signal: AbortSignal.timeout(CONNECTED_WITHIN_MS) }).catch(() => undefined);
};

/** A connection for subscriptions only: it waits for its server and subscribes again by itself. */
export const connectRedisSubscriber = (url: string, logger: Logger): Redis => {
  const redis = new Redis(url, {
    maxRetriesPerRequest: null,
    retryStrategy: (attempt) => Math.min(attempt * 100, 2_000),
  });
  redis.on('error', (error: Error) => logger.debug({ err: error }, 'redis subscription'));
  return redis;
};

import { hostname } from 'node:os';
import type { Redis } from 'ioredis';
import type { HopReport } from '@/src/infrastructure/hop-report';
import type { Logger } from '@/src/infrastructure/log';
import { RedisBeats } from '@/src/infrastructure/redis/redis-beats';
import type { Resource } from './run-worker';

const EVERY_MS = 5_000;

/** Tells the web, through Redis, that this worker lives and which stores refuse it. */
export const heartbeat = (options: {
  redis: Redis;
  worker: string;
  report: HopReport;
  log: Logger;
}): Resource => {
  const { redis, worker, report, log } = options;
  const beats = new RedisBeats(redis);
  const instance = `${hostname()}:${process.pid}`;
  // A worker goes on without Redis if its own work does: a beat that fails is only told.
  const beat = () =>
    beats.beat(worker, instance, report).catch((error: unknown) => log.debug({ err: error }, 'no heartbeat'));
  let timer: NodeJS.Timeout | undefined;
  return {
    name: 'heartbeat',
    start: async () => {
      redis.on('ready', () => void beat());
      timer = setInterval(() => void beat(), EVERY_MS);
      await beat();
    },
    stop: async () => {
      clearInterval(timer);
      await beats
        .end(worker, instance)
        .catch((error: unknown) => log.debug({ err: error }, 'no last heartbeat'));
      redis.disconnect();
    },
  };
};

import type { Logger } from '@/src/infrastructure/logging/logger';
import type { RedisProcessLives } from '@/src/infrastructure/redis/redis-process-lives';
import type { Resource } from './run-worker';

const EVERY_MS = 5_000;

/**
 * Tells other processes that this one lives, and that it is no death when it ends. To stand last among the resources, so
 * that it stops first: what is given up during a stop is not counted, even where the stop itself takes too long.
 */
export const processLife = (lives: RedisProcessLives, logger: Logger): Resource => {
  const tell = (call: Promise<void>): Promise<void> =>
    call.catch((error: unknown) => logger.debug({ err: error }, 'no sign of life'));
  let timer: NodeJS.Timeout | undefined;
  return {
    name: 'process-life',
    start: async () => {
      timer = setInterval(() => void tell(lives.beat()), EVERY_MS);
      await tell(lives.beat());
    },
    stop: async () => {
      clearInterval(timer);
      await tell(lives.sayGoodbye());
    },
  };
};

import { setTimeout as sleep } from 'node:timers/promises';
import type { Retry } from '@/src/application/ports/retry';
import type { Logger } from '../logging/logger';
import type { ComponentHealth } from './store-health';

const FIRST_WAIT_MS = 100;
const LONGEST_WAIT_MS = 5_000;
const KEEP_ALIVE_EVERY_MS = 1_000;

type Options = {
  health: ComponentHealth;
  logger: Logger;
  /** Called every second of work and of waiting; rejects when there is no point in going on. */
  keepAlive: () => Promise<void>;
  /** Called at the first failure of a piece of work: the process has outlived the work so far, whatever comes next. */
  onFailure?: () => Promise<void>;
};

/**
 * Repeats work on a store until it succeeds, with exponential back-off and jitter (0.1 s to 5 s). A store that hangs
 * instead of failing must not keep a process from stopping, so a keep-alive that rejects ends even work that is under
 * way, with its error.
 */
export const retryWithBackOff =
  ({ health, logger, keepAlive, onFailure }: Options): Retry =>
  async (port, work) => {
    for (let failures = 0; ; failures++) {
      const guard = startKeepAlive(keepAlive);
      try {
        const result = await Promise.race([work(), guard.ended]);
        health.recovered(port);
        return result;
      } catch (error) {
        if (guard.isOver()) throw error;
        const { component, store } = health.failed(port, error);
        if (failures === 0) {
          logger.warn({ component, store, err: error }, 'the store failed, trying again until it succeeds');
          await onFailure?.().catch((reason: unknown) => logger.debug({ err: reason }, 'not settled'));
        }
      } finally {
        guard.stop();
      }
      await wait(waitMsAfter(failures), keepAlive);
    }
  };

/** Keeps alive every second; `ended` rejects once that rejected, which `isOver` tells. */
const startKeepAlive = (keepAlive: () => Promise<void>) => {
  let over = false;
  let timer: NodeJS.Timeout | undefined;
  const ended = new Promise<never>((_, reject) => {
    const tick = () =>
      void keepAlive().catch((error: unknown) => {
        over = true;
        reject(error);
      });
    timer = setInterval(tick, KEEP_ALIVE_EVERY_MS);
  });
  return { ended, isOver: () => over, stop: () => clearInterval(timer) };
};

/**
 * How long to wait after so many failures (0 for the first), in milliseconds. Half of the wait is fixed and half is
 * chance, so that several workers do not come back at the same moment.
 */
export const waitMsAfter = (failures: number, chance = Math.random()): number => {
  const longest = Math.min(FIRST_WAIT_MS * 2 ** failures, LONGEST_WAIT_MS);
  return longest / 2 + (longest / 2) * chance;
};

const wait = async (totalMs: number, keepAlive: () => Promise<void>): Promise<void> => {
  await keepAlive();
  for (let leftMs = totalMs; leftMs > 0; leftMs -= KEEP_ALIVE_EVERY_MS) {
    await sleep(Math.min(leftMs, KEEP_ALIVE_EVERY_MS));
    await keepAlive();
  }
};

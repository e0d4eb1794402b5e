import { setTimeout as sleep } from 'node:timers/promises';
import type { Retry } from '@/src/application/ports/retry';
import type { StoreHealth } from '../health/store-health';
import type { Logger } from '../logging/logger';

const FIRST_WAIT_MS = 100;
const LONGEST_WAIT_MS = 5_000;
const KEEP_ALIVE_EVERY_MS = 1_000;

type Circumstances = {
  report: StoreHealth;
  logger: Logger;
  /** Called every second of work and of waiting; throws when there is no point in going on. */
  keepAlive: () => Promise<void>;
  /** Called when a store refused: the process has outlived the work so far, whatever comes next. */
  onFailure?: () => Promise<void>;
};

/**
 * Repeats work on a store until it succeeds, with exponential back-off and jitter (0.1 s to 5 s). A store that hangs
 * instead of refusing must not keep a process from stopping, so the keepAlive ends even work that is under way.
 */
export const retryWithBackOff =
  ({ report, logger, keepAlive, onFailure }: Circumstances): Retry =>
  async (hop, work) => {
    for (let failures = 0; ; failures++) {
      const pulsing = startPulse(keepAlive);
      try {
        const result = await Promise.race([work(), pulsing.failed]);
        report.recovered(hop);
        return result;
      } catch (error) {
        if (pulsing.isOver()) throw error;
        if (failures === 0)
          logger.warn({ hop, err: error }, 'the store refuses, trying again until it takes the batch');
        report.failed(hop, error);
        if (failures === 0)
          await onFailure?.().catch((failure: unknown) => logger.debug({ err: failure }, 'not settled'));
      } finally {
        pulsing.stop();
      }
      await wait(waitMsAfter(failures), keepAlive);
    }
  };

/** Pulses every second; `failed` rejects once a keepAlive has thrown, which `isOver` tells. */
const startPulse = (keepAlive: () => Promise<void>) => {
  let over = false;
  let timer: NodeJS.Timeout | undefined;
  const failed = new Promise<never>((_, reject) => {
    const beat = () =>
      void keepAlive().catch((error: unknown) => {
        over = true;
        reject(error);
      });
    timer = setInterval(beat, KEEP_ALIVE_EVERY_MS);
  });
  return { failed, isOver: () => over, stop: () => clearInterval(timer) };
};

/** Half of the wait is fixed and half is chance, so that several workers do not come back at the same moment. */
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

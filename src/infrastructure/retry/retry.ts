import { setTimeout as sleep } from 'node:timers/promises';
import type { Retry } from '@/src/application/ports/retry';
import type { Logger } from '../logging/logger';
import { contentRefusalIn } from './content-refusal';
import type { ComponentHealth } from './store-health';

const FIRST_WAIT_MS = 100;
const LONGEST_WAIT_MS = 5_000;
const KEEP_ALIVE_EVERY_MS = 1_000;
const WAITING_AFTER_MS = 200;

/** The messages at hand are given up, through no fault of theirs: they will be delivered again. `cause`: why. */
export class WorkGivenUp extends Error {
  override name = 'WorkGivenUp';
}

/** Work that is counted against its messages should it end the process, but not for as long as a store is waited for. */
export type CountedAttempt = { pause: () => Promise<void>; resume: () => Promise<void> };

type Options = {
  health: ComponentHealth;
  logger: Logger;
  /** Called every second of work and of waiting; rejects when there is no point in going on. */
  keepAlive: () => Promise<void>;
  /** Paused while the store is slow or fails: the process has outlived the work so far, whatever comes next. */
  attempt?: CountedAttempt;
};

/**
 * Repeats work on a store until it succeeds, with exponential back-off and jitter (0.1 s to 5 s). A store that hangs
 * instead of failing must not keep a process from stopping, so a keep-alive that rejects ends even work that is under
 * way, with `WorkGivenUp`. What the store will never take for its content ends it with `ContentRefused`.
 */
export const retryWithBackOff =
  ({ health, logger, keepAlive, attempt }: Options): Retry =>
  async (port, work) => {
    const waiting = new Waiting(attempt);
    for (let failures = 0; ; failures++) {
      const guard = startKeepAlive(keepAlive);
      waiting.startClock();
      try {
        const result = await Promise.race([work(), guard.ended]);
        health.recovered(port);
        await waiting.end();
        return result;
      } catch (error) {
        if (guard.isOver()) throw error;
        const refusal = contentRefusalIn(error);
        if (refusal) throw refusal;
        const { component, store } = health.failed(port, error);
        if (failures === 0) {
          logger.warn({ component, store, err: error }, 'the store failed, trying again until it succeeds');
          waiting.begin();
        }
      } finally {
        guard.stop();
        waiting.stopClock();
      }
      await wait(waitMsAfter(failures), () => orGiveUp(keepAlive));
    }
  };

/** Waiting for a store, which begins once: with its first failure, or as soon as it is slow to answer. */
class Waiting {
  #paused: Promise<void> | undefined;
  #clock: NodeJS.Timeout | undefined;

  constructor(private readonly attempt: CountedAttempt | undefined) {}

  startClock(): void {
    if (this.attempt) this.#clock = setTimeout(() => this.begin(), WAITING_AFTER_MS);
  }

  stopClock(): void {
    clearTimeout(this.#clock);
  }

  /** What counts attempts may be away itself; what it does not hear of counts a little longer. */
  begin(): void {
    this.#paused ??= this.attempt?.pause().catch(() => undefined);
  }

  async end(): Promise<void> {
    this.stopClock();
    if (!this.#paused) return;
    await this.#paused;
    await this.attempt?.resume().catch(() => undefined);
  }
}

const orGiveUp = async (keepAlive: () => Promise<void>): Promise<void> => {
  try {
    await keepAlive();
  } catch (cause) {
    throw new WorkGivenUp(cause instanceof Error ? cause.message : String(cause), { cause });
  }
};

/** Keeps alive every second; `ended` rejects once that rejected, which `isOver` tells. */
const startKeepAlive = (keepAlive: () => Promise<void>) => {
  let over = false;
  let timer: NodeJS.Timeout | undefined;
  const ended = new Promise<never>((_, reject) => {
    const tick = () =>
      void orGiveUp(keepAlive).catch((error: unknown) => {
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

import { setTimeout as sleep } from 'node:timers/promises';
import type { Patiently } from '@/src/application/ports/patience';
import type { HopReport } from './hop-report';
import type { Logger } from './log';

const FIRST_WAIT_MS = 100;
const LONGEST_WAIT_MS = 5_000;
const PULSE_EVERY_MS = 1_000;

type Circumstances = {
  report: HopReport;
  log: Logger;
  /** Called every second of work and of waiting; throws when there is no point in going on. */
  pulse: () => Promise<void>;
  /** Called when a store refused: the process has outlived the work so far, whatever comes next. */
  onRefusal?: () => Promise<void>;
};

/**
 * Repeats work on a store until it succeeds, with exponential back-off and jitter (0.1 s to 5 s). A store that hangs
 * instead of refusing must not keep a process from stopping, so the pulse ends even work that is under way.
 */
export const patience =
  ({ report, log, pulse, onRefusal }: Circumstances): Patiently =>
  async (hop, work) => {
    for (let failures = 0; ; failures++) {
      const pulsing = startPulse(pulse);
      try {
        const result = await Promise.race([work(), pulsing.failed]);
        report.recovered(hop);
        return result;
      } catch (error) {
        if (pulsing.isOver()) throw error;
        if (failures === 0)
          log.warn({ hop, err: error }, 'the store refuses, trying again until it takes the batch');
        report.refused(hop, error);
        if (failures === 0)
          await onRefusal?.().catch((failure: unknown) => log.debug({ err: failure }, 'not settled'));
      } finally {
        pulsing.stop();
      }
      await wait(waitMsAfter(failures), pulse);
    }
  };

/** Pulses every second; `failed` rejects once a pulse has thrown, which `isOver` tells. */
const startPulse = (pulse: () => Promise<void>) => {
  let over = false;
  let timer: NodeJS.Timeout | undefined;
  const failed = new Promise<never>((_, reject) => {
    const beat = () =>
      void pulse().catch((error: unknown) => {
        over = true;
        reject(error);
      });
    timer = setInterval(beat, PULSE_EVERY_MS);
  });
  return { failed, isOver: () => over, stop: () => clearInterval(timer) };
};

/** Half of the wait is fixed and half is chance, so that several workers do not come back at the same moment. */
export const waitMsAfter = (failures: number, chance = Math.random()): number => {
  const longest = Math.min(FIRST_WAIT_MS * 2 ** failures, LONGEST_WAIT_MS);
  return longest / 2 + (longest / 2) * chance;
};

const wait = async (totalMs: number, pulse: () => Promise<void>): Promise<void> => {
  await pulse();
  for (let leftMs = totalMs; leftMs > 0; leftMs -= PULSE_EVERY_MS) {
    await sleep(Math.min(leftMs, PULSE_EVERY_MS));
    await pulse();
  }
};

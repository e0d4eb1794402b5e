import { setTimeout as sleep } from 'node:timers/promises';

const PAUSE_MS = 20;
const STALLED_AFTER_MS = 120_000;

type Watched = {
  /** How many were there already, and how many more are awaited. */
  before?: number;
  count: number;
  /** How many have arrived in all, whenever it is asked. */
  arrivals: () => Promise<number>;
  signal?: AbortSignal;
};

export type Passage = { firstAt: number; lastAt: number; perSecond: number };

/**
 * Waits until so many more have arrived, and says how fast they came from the first one seen on: what starts up before
 * it is not counted, for no arm. Times are epoch ms. Rejects when nothing comes for two minutes, and when it is interrupted.
 */
export const watchArrivals = async ({ before = 0, count, arrivals, signal }: Watched): Promise<Passage> => {
  let first: { at: number; arrived: number } | undefined;
  let last = { at: Date.now(), arrived: 0 };
  for (;;) {
    const arrived = (await arrivals()) - before;
    const at = performance.timeOrigin + performance.now();
    if (arrived > last.arrived) last = { at, arrived };
    if (arrived > 0) first ??= { at, arrived };
    if (first && arrived >= count) {
      const perSecond = ((arrived - first.arrived) * 1_000) / (at - first.at);
      return { firstAt: first.at, lastAt: at, perSecond };
    }
    if (at - last.at > STALLED_AFTER_MS) throw new Error(`${arrived} of ${count} arrived, then no more`);
    await sleep(PAUSE_MS, undefined, { signal });
  }
};

import type { Retry } from '@/src/application/ports/retry';

/** Patience without waiting: a store that refuses fails the test's use case at once. */
export const impatient: Retry = (_hop, work) => work();

/** Patience that tries again at once, at most `times` times, and writes down which hop refused. */
export const persistent = (refusals: string[], times = 5): Retry => {
  return async (hop, work) => {
    for (let tries = 1; ; tries++) {
      try {
        return await work();
      } catch (error) {
        refusals.push(hop);
        if (tries === times) throw error;
      }
    }
  };
};

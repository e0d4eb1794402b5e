const FIRST_DELAY_MS = 200;
const LONGEST_DELAY_MS = 10_000;
const LIVED_LONG_ENOUGH_MS = 30_000;

export type BackOff = { nextDelayMs: (livedMs: number) => number };

/**
 * How long to wait before a process that ended is started again: 0.2 s, doubling to 10 s, and from the beginning again
 * once it has lived for 30 s.
 */
export const backOff = (): BackOff => {
  let delayMs = FIRST_DELAY_MS;
  return {
    nextDelayMs: (livedMs) => {
      if (livedMs >= LIVED_LONG_ENOUGH_MS) delayMs = FIRST_DELAY_MS;
      const current = delayMs;
      delayMs = Math.min(delayMs * 2, LONGEST_DELAY_MS);
      return current;
    },
  };
};

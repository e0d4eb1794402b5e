const firstDelayMs = 200;
const longestDelayMs = 10_000;
const livedLongEnoughMs = 30_000;

export type BackOff = { nextDelayMs: (livedMs: number) => number };

/**
 * How long to wait before a process that ended is started again: 0.2 s, doubling to 10 s, and from the beginning again
 * once it has lived for 30 s.
 */
export const backOff = (): BackOff => {
  let delayMs = firstDelayMs;
  return {
    nextDelayMs: (livedMs) => {
      if (livedMs >= livedLongEnoughMs) delayMs = firstDelayMs;
      const current = delayMs;
      delayMs = Math.min(delayMs * 2, longestDelayMs);
      return current;
    },
  };
};

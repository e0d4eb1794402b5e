import { expect, it } from 'vitest';
import { watchArrivals } from './watch-arrivals';

/** Nothing for 100 ms, then one each millisecond. */
const slowStart = (before: number) => {
  const since = performance.now();
  return async () => before + Math.max(0, Math.floor(performance.now() - since - 100));
};

it('gives up when it is interrupted, however long it would have waited', async () => {
  const interrupted = new AbortController();
  const watching = watchArrivals({ count: 1, arrivals: async () => 0, signal: interrupted.signal });
  interrupted.abort();
  await expect(watching).rejects.toThrow(/abort/i);
});

it('counts from the first arrival on, whatever was there and however long nothing came', async () => {
  // Counted from the beginning on it would be 500, and with what was there before more than that.
  const { perSecond } = await watchArrivals({ before: 7, count: 100, arrivals: slowStart(7) });
  expect(perSecond).toBeGreaterThan(700);
  expect(perSecond).toBeLessThan(1_400);
});

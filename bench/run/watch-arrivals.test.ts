import { expect, it } from 'vitest';
import { watchArrivals } from './watch-arrivals';

/** Nothing for 100 ms, then one each millisecond. */
const slowStart = (before: number) => {
  const since = performance.now();
  return async () => before + Math.max(0, Math.floor(performance.now() - since - 100));
};

it('counts from the first arrival on, whatever was there and however long nothing came', async () => {
  // Counted from the beginning on it would be 500, and with what was there before more than that.
  const { perSecond } = await watchArrivals(7, 100, slowStart(7));
  expect(perSecond).toBeGreaterThan(700);
  expect(perSecond).toBeLessThan(1_400);
});

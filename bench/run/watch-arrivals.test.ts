import { expect, it } from 'vitest';
import { watchArrivals } from './watch-arrivals';

/** Nothing for 100 ms, then one each millisecond. */
const slowStart = (before: number) => {
  const since = performance.now();
  return async () => before + Math.max(0, Math.floor(performance.now() - since - 100));
};

it('counts from the first arrival on, whatever was there and however long nothing came', async () => {
  const { perSecond } = await watchArrivals(7, 200, slowStart(7));
  expect(perSecond).toBeGreaterThan(900);
  expect(perSecond).toBeLessThan(1_100);
});

import { setTimeout as sleep } from 'node:timers/promises';
import { expect, it } from 'vitest';
import { closedLoop, openLoop } from './load-generator';

it('an open loop begins each call at its time although none of those before has ended, and waits for all', async () => {
  const begun: number[] = [];
  let ended = 0;
  await openLoop({ ratePerSecond: 100, count: 5 }, async (index, dueAt) => {
    begun.push(index);
    expect(Math.abs(Date.now() - dueAt)).toBeLessThan(500);
    await sleep(200);
    if (ended === 0) expect(begun).toEqual([0, 1, 2, 3, 4]);
    ended += 1;
  });
  expect(ended).toBe(5);
});

it('an open loop ends after its time, or at the abort', async () => {
  let calls = 0;
  const call = async (): Promise<void> => void (calls += 1);
  await openLoop({ ratePerSecond: 200, durationMs: 50 }, call);
  expect(calls).toBe(10);
  await openLoop({ ratePerSecond: 1, signal: AbortSignal.timeout(20) }, call);
  expect(calls).toBe(11);
});

it('a closed loop does all of the work, so much at once and no more', async () => {
  const left = [1, 2, 3, 4, 5, 6, 7];
  const done: number[] = [];
  let [atOnce, most] = [0, 0];
  await closedLoop(
    3,
    () => left.shift(),
    async (item) => {
      most = Math.max(most, (atOnce += 1));
      await sleep(5);
      atOnce -= 1;
      done.push(item);
    },
  );
  expect(done.toSorted()).toEqual([1, 2, 3, 4, 5, 6, 7]);
  expect(most).toBe(3);
});

import { setTimeout as sleep } from 'node:timers/promises';
import { expect, it } from 'vitest';
import { runLoad, summarise } from './run-load';

const OPEN = { kind: 'open', ratePerSecond: 100, connections: 1, warmUpMs: 0, durationMs: 300 } as const;
const CLOSED = { kind: 'closed', connections: 2, warmUpMs: 100, durationMs: 100 } as const;

it('an open loop counts the wait behind a server that stalls, from the time each was due', async () => {
  // One connection that stands still for 200 ms: whoever was due meanwhile has waited too.
  let free = sleep(200);
  const call = async (): Promise<boolean> => {
    const mine = free.then(() => sleep(1));
    free = mine;
    await mine;
    return true;
  };
  const { startedAt, samples } = await runLoad(OPEN, call);
  const { accepted, latency } = summarise(OPEN, startedAt, samples);
  expect(accepted).toBe(30);
  expect(latency.max).toBeGreaterThan(190);
  // Twenty of thirty were due while nothing moved: the one in the middle waited for about 50 ms and more.
  expect(latency.p50).toBeGreaterThan(30);
});

it('an open loop counts those that are answered long after its window', () => {
  const samples = [{ dueAt: 250, doneAt: 9_000, accepted: true }];
  expect(summarise(OPEN, 0, samples)).toMatchObject({ accepted: 1, latency: { max: 8_750 } });
});

it('a closed loop counts what was answered after the warm-up and before the end', () => {
  const at = (doneAt: number, accepted = true) => ({ dueAt: doneAt - 10, doneAt, accepted });
  const samples = [at(50), at(100), at(150), at(160, false), at(199), at(200), at(210)];
  expect(summarise(CLOSED, 0, samples)).toMatchObject({ accepted: 3, perSecond: 30, latency: { p50: 10 } });
});

it('a closed loop keeps so many calls under way until its time is over', async () => {
  let [underWay, most] = [0, 0];
  const { samples } = await runLoad(CLOSED, async () => {
    most = Math.max(most, (underWay += 1));
    await sleep(10);
    underWay -= 1;
    return true;
  });
  expect(most).toBe(2);
  expect(samples.length).toBeGreaterThan(15);
});

import { expect, it } from 'vitest';
import { Linger } from './linger';

const setUp = () => {
  const state = { nowMs: 0, waits: 0 };
  const linger = new Linger(
    () => state.nowMs,
    async (ms) => {
      state.waits += 1;
      state.nowMs += ms;
    },
  );
  const batches = async (count: number, { size = 5, pauseMs = 1 } = {}): Promise<void> => {
    for (let done = 0; done < count; done += 1) {
      state.nowMs += pauseMs;
      linger.begin();
      state.nowMs += 20;
      await linger.end(size);
    }
  };
  return { state, batches };
};

it('holds nothing up that comes alone, or in one round over the partitions', async () => {
  const { state, batches } = setUp();
  await batches(100, { pauseMs: 200 });
  await batches(4);
  expect(state.waits).toBe(0);
});

it('waits after small batches that follow each other without a pause, and no longer once there is one', async () => {
  const { state, batches } = setUp();
  await batches(20);
  expect(state.waits).toBeGreaterThan(10);
  const { waits } = state;
  await batches(8, { pauseMs: 200 });
  expect(state.waits).toBe(waits);
});

it('never waits after batches that are large by themselves', async () => {
  const { state, batches } = setUp();
  await batches(50, { size: 500 });
  expect(state.waits).toBe(0);
});

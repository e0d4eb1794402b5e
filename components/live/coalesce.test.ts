import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { coalesce } from './coalesce';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

const counted = (durationMs = 0) => {
  const calls = { count: 0 };
  const call = () => {
    calls.count += 1;
    return new Promise<void>((resolve) => setTimeout(resolve, durationMs));
  };
  return { calls, call };
};

it('serves the first wish at once', () => {
  const { calls, call } = counted();
  coalesce(call, 1_000).wish();
  expect(calls.count).toBe(1);
});

it('serves a burst of a thousand with one call more, after the rest', async () => {
  const { calls, call } = counted();
  const refetch = coalesce(call, 1_000);
  for (let wish = 0; wish < 1_000; wish += 1) refetch.wish();
  await vi.advanceTimersByTimeAsync(999);
  expect(calls.count).toBe(1);
  await vi.advanceTimersByTimeAsync(1);
  expect(calls.count).toBe(2);
  await vi.advanceTimersByTimeAsync(10_000);
  expect(calls.count).toBe(2);
});

it('never has two calls at once', async () => {
  const { calls, call } = counted(5_000);
  const refetch = coalesce(call, 1_000);
  refetch.wish();
  refetch.wish();
  await vi.advanceTimersByTimeAsync(4_999);
  expect(calls.count).toBe(1);
  await vi.advanceTimersByTimeAsync(1);
  expect(calls.count).toBe(2);
});

it('goes on after a call that failed, and stops when told to', async () => {
  let count = 0;
  const refetch = coalesce(() => Promise.reject(new Error(`${(count += 1)}`)), 1_000);
  refetch.wish();
  refetch.wish();
  await vi.advanceTimersByTimeAsync(1_000);
  expect(count).toBe(2);
  refetch.wish();
  refetch.stop();
  await vi.advanceTimersByTimeAsync(5_000);
  expect(count).toBe(2);
});

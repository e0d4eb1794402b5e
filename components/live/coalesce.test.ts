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

it('calls at once for the first request', () => {
  const { calls, call } = counted();
  coalesce(call, 1_000).request();
  expect(calls.count).toBe(1);
});

it('answers a burst of a thousand requests with one more call, after the interval', async () => {
  const { calls, call } = counted();
  const refetch = coalesce(call, 1_000);
  for (let count = 0; count < 1_000; count += 1) refetch.request();
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
  refetch.request();
  refetch.request();
  await vi.advanceTimersByTimeAsync(4_999);
  expect(calls.count).toBe(1);
  await vi.advanceTimersByTimeAsync(1);
  expect(calls.count).toBe(2);
});

it('goes on after a call that failed, and stops when told to', async () => {
  let count = 0;
  const refetch = coalesce(() => Promise.reject(new Error(`${(count += 1)}`)), 1_000);
  refetch.request();
  refetch.request();
  await vi.advanceTimersByTimeAsync(1_000);
  expect(count).toBe(2);
  refetch.request();
  refetch.stop();
  await vi.advanceTimersByTimeAsync(5_000);
  expect(count).toBe(2);
});

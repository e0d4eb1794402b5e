import RequestQueue from 'kafkajs/src/network/requestQueue/index.js';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { quietRequests } from './quiet-requests';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

type Queue = RequestQueue & { pending: { send: () => void }[]; sendSocketRequest: (request: object) => void };

const aQueue = (): Queue => {
  const Queue = RequestQueue as unknown as new (options: object) => Queue;
  const logger = { debug: () => undefined };
  return new Queue({ maxInFlightRequests: 5, requestTimeout: 100, clientId: 'tests', broker: 'b', logger });
};

it('sets no timer while no request waits', () => {
  quietRequests();
  aQueue().checkPendingRequests();
  expect(vi.getTimerCount()).toBe(0);
});

it('sends a request that was throttled as soon as it may', () => {
  quietRequests();
  const queue = aQueue();
  const sent: object[] = [];
  queue.sendSocketRequest = (request) => void sent.push(request);
  queue.throttledUntil = Date.now() + 500;
  queue.pending.push({ send: () => undefined });
  queue.scheduleCheckPendingRequests();
  vi.advanceTimersByTime(400);
  expect(sent).toEqual([]);
  vi.advanceTimersByTime(200);
  expect(sent).toHaveLength(1);
  expect(vi.getTimerCount()).toBe(0);
});

import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { QUEUE_BYTES, SseBody, type EventSink } from './sse-body';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

/** A stream whose sink is kept, with counters of what was opened, stopped and ended. */
const opened = (signal = new AbortController().signal) => {
  const counts = { opened: 0, stopped: 0, ended: 0 };
  let sink: EventSink | undefined;
  const stream = new SseBody(
    signal,
    (given) => {
      counts.opened += 1;
      sink = given;
      return () => void (counts.stopped += 1);
    },
    () => void (counts.ended += 1),
  );
  return { body: stream.stream, end: stream.end, counts, sink: () => sink! };
};

const textOf = async (body: ReadableStream<Uint8Array>) => new Response(body).text();

it('sends messages and ends when told, by whoever tells it', async () => {
  const { body, end, counts, sink } = opened();
  sink().send({ a: 1 });
  end();
  sink().send({ a: 2 });
  sink().end();
  expect(await textOf(body)).toBe('retry: 2000\n\ndata: {"a":1}\n\n');
  expect(counts).toEqual({ opened: 1, stopped: 1, ended: 1 });
  expect(vi.getTimerCount()).toBe(0);
});

it('a visitor who left before it began costs nothing', () => {
  const { counts } = opened(AbortSignal.abort());
  expect(counts).toEqual({ opened: 0, stopped: 0, ended: 1 });
  expect(vi.getTimerCount()).toBe(0);
});

it('a visitor who leaves later, or cancels, releases everything once', async () => {
  const leaving = new AbortController();
  const left = opened(leaving.signal);
  leaving.abort();
  const cancelled = opened();
  await cancelled.body.cancel();
  for (const { counts } of [left, cancelled]) expect(counts).toEqual({ opened: 1, stopped: 1, ended: 1 });
  expect(vi.getTimerCount()).toBe(0);
});

it('ends for a reader that does not read, and drops what waited', async () => {
  const { body, counts, sink } = opened();
  const message = { text: 'x'.repeat(1_000) };
  for (let sent = 0; sent < QUEUE_BYTES * 2; sent += 1_000) sink().send(message);
  expect(counts).toEqual({ opened: 1, stopped: 1, ended: 1 });
  expect(vi.getTimerCount()).toBe(0);
  await expect(textOf(body)).rejects.toThrow('does not read');
});

it('ends for a dead reader within two heartbeats', () => {
  const { counts } = opened();
  vi.advanceTimersByTime(31_000);
  expect(counts.stopped).toBe(1);
});

it('goes on for one who reads, however long nothing happens', async () => {
  const { body, counts, end } = opened();
  const read = textOf(body);
  await vi.advanceTimersByTimeAsync(60 * 60 * 1_000);
  expect(counts.stopped).toBe(0);
  end();
  expect((await read).match(/still here/g)).toHaveLength(240);
});

it('stops what ends itself while it opens, and what fails to open', () => {
  let stopped = 0;
  let ended = 0;
  new SseBody(
    new AbortController().signal,
    (sink) => {
      sink.end();
      return () => void (stopped += 1);
    },
    () => void (ended += 1),
  );
  const failing = () =>
    new SseBody(
      new AbortController().signal,
      () => {
        throw new Error('no');
      },
      () => void (ended += 1),
    );
  expect(failing).toThrow('no');
  expect({ stopped, ended, timers: vi.getTimerCount() }).toEqual({ stopped: 1, ended: 2, timers: 0 });
});

import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import type { ProgressReply } from '@/src/application/contracts/review';
import { LiveProgress } from './live-progress';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

const at = (status: ProgressReply['status']): ProgressReply => ({
  registrationId: 'r',
  status,
  steps: [{ name: 'submitted', at: '2026-01-01T00:00:00.000Z' }],
});

const setUp = () => {
  const state = { progress: at('pending'), lookUps: 0, listening: 0, unreadable: false };
  const listeners = new Set<() => void>();
  const live = new LiveProgress({
    lookUp: async () => {
      state.lookUps += 1;
      if (state.unreadable) throw new Error('away');
      return state.progress;
    },
    onChange: (look) => {
      listeners.add(look);
      state.listening += 1;
      return () => void (state.listening -= 1);
    },
    onUnreadable: () => undefined,
  });
  const announce = async (): Promise<void> => {
    for (const look of listeners) look();
    await vi.advanceTimersByTimeAsync(0);
  };
  return { live, state, announce };
};

const newSink = () => {
  const sent: ProgressReply[] = [];
  const sink = {
    sent,
    ended: 0,
    send: (message: object) => void sent.push(message as ProgressReply),
    end: () => void (sink.ended += 1),
  };
  return sink;
};

const statusesOf = ({ sent }: ReturnType<typeof newSink>): string[] => sent.map(({ status }) => status);

it('looks once for all who follow, tells each of them, and ends each with the final state', async () => {
  const { live, state, announce } = setUp();
  const sinks = [newSink(), newSink(), newSink()];
  for (const sink of sinks) live.join(sink, at('pending'));
  state.progress = at('approved');
  await announce();
  expect(state.lookUps).toBe(1);
  for (const sink of sinks) {
    expect(statusesOf(sink)).toEqual(['pending', 'approved']);
    expect(sink.ended).toBe(1);
  }
});

it('looks by itself once a second for all of them before the pending list, and every 30 s behind it', async () => {
  const { live, state } = setUp();
  state.progress = at('submitted');
  for (const sink of [newSink(), newSink()]) live.join(sink, at('submitted'));
  await vi.advanceTimersByTimeAsync(5_500);
  expect(state.lookUps).toBe(5);
  state.progress = at('pending');
  await vi.advanceTimersByTimeAsync(20_000);
  expect(state.lookUps).toBe(6);
});

it('waits anew after each look that was asked for', async () => {
  const { live, state, announce } = setUp();
  state.progress = at('submitted');
  live.join(newSink(), at('submitted'));
  for (let asked = 0; asked < 3; asked += 1) await announce();
  await vi.advanceTimersByTimeAsync(1_500);
  expect(state.lookUps).toBe(4);
});

it('says the same only once, and tells who joins later where it stands', async () => {
  const { live, announce } = setUp();
  const [first, second] = [newSink(), newSink()];
  live.join(first, at('pending'));
  await announce();
  live.join(second, at('pending'));
  expect(statusesOf(first)).toEqual(['pending']);
  expect(statusesOf(second)).toEqual(['pending']);
});

it('takes nobody back: who joins with an older look-up is told the later one, and it is looked up again', async () => {
  const { live, state, announce } = setUp();
  const [first, second] = [newSink(), newSink()];
  live.join(first, at('submitted'));
  await announce();
  live.join(second, at('submitted'));
  await vi.advanceTimersByTimeAsync(0);
  expect(statusesOf(first)).toEqual(['submitted', 'pending']);
  expect(statusesOf(second)).toEqual(['pending']);
  expect(state.lookUps).toBe(2);
});

it('ends all of them where the registration cannot be read', async () => {
  const { live, state, announce } = setUp();
  const sinks = [newSink(), newSink()];
  for (const sink of sinks) live.join(sink, at('pending'));
  state.unreadable = true;
  await announce();
  expect(sinks.map(({ ended }) => ended)).toEqual([1, 1]);
});

it('stops listening and looking when the last one has left', async () => {
  const { live, state } = setUp();
  const [first, second] = [newSink(), newSink()];
  live.join(first, at('submitted'));
  live.join(second, at('submitted'));
  expect(live.leave(first)).toBe(false);
  expect(live.leave(second)).toBe(true);
  await vi.advanceTimersByTimeAsync(60_000);
  expect(state).toMatchObject({ lookUps: 0, listening: 0 });
});

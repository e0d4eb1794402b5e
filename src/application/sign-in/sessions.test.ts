import { expect, it } from 'vitest';
import { startSession } from '@/src/domain/session';
import { InMemorySessions } from '@/tests/fakes/in-memory-sessions';
import { currentSession } from './current-session';
import { signOut } from './sign-out';

const start = new Date('2026-03-01T08:00:00Z');
const lifetime = { idleMs: 30_000, maxMs: 120_000 };
const account = {
  id: 'r1',
  email: 'ana@example.org',
  name: 'Ana',
  role: 'reviewer',
  sessionVersion: 1,
} as const;

const make = () => {
  const sessions = new InMemorySessions();
  sessions.kept.set('s1', startSession({ id: 's1', account }, lifetime, start));
  const clock = { seconds: 0 };
  const now = () => new Date(start.getTime() + clock.seconds * 1_000);
  return {
    sessions,
    clock,
    current: currentSession({ sessions, lifetime, now, onNotMoved: () => undefined }),
    signOut: signOut({ sessions, now }),
  };
};

it('a session stays while its account acts, until its longest time is over', async () => {
  const { clock, current } = make();
  for (clock.seconds = 0; clock.seconds < 120; clock.seconds += 20)
    expect(await current('s1', { isActivity: true })).toMatchObject({ account });
  clock.seconds = 120;
  expect(await current('s1', { isActivity: true })).toBeUndefined();
});

it('what an open page asks for by itself keeps no session', async () => {
  const { clock, current } = make();
  for (clock.seconds = 0; clock.seconds < 30; clock.seconds += 10)
    expect(await current('s1', { isActivity: false })).toBeDefined();
  expect(await current('s1', { isActivity: false })).toBeUndefined();
});

it('a store that can only be read signs nobody out at once', async () => {
  const { sessions, clock, current } = make();
  sessions.moveExpiry = () => Promise.reject(new Error('read-only'));
  clock.seconds = 10;
  expect(await current('s1', { isActivity: true })).toBeDefined();
});

it('signing out ends the session, and says so in the audit log', async () => {
  const { sessions, current, signOut: out } = make();
  await out({ sessionId: 's1', from: '192.0.2.7' });
  expect(await current('s1', { isActivity: true })).toBeUndefined();
  expect(sessions.entries).toMatchObject([
    { action: 'sign-out', actor: account.email, subject: 'account:r1', detail: { from: '192.0.2.7' } },
  ]);
  await out({ sessionId: 's1', from: '192.0.2.7' });
  expect(sessions.entries).toHaveLength(1);
});

import { beforeEach, expect, it } from 'vitest';
import { startSession } from '@/src/domain/session';
import { InMemorySessionEndings, InMemorySessions } from '@/tests/fakes/in-memory-sessions';
import { CachedSessions } from './cached-sessions';

const start = new Date('2026-03-01T08:00:00.000Z');
const after = (ms: number): Date => new Date(start.getTime() + ms);
const account = {
  id: 'r1',
  email: 'ana@example.org',
  name: 'Ana',
  role: 'reviewer',
  sessionVersion: 1,
} as const;

let store: InMemorySessions;
let endings: InMemorySessionEndings;
let sessions: CachedSessions;
let lookUps: number;
beforeEach(() => {
  store = new InMemorySessions();
  store.kept.set('s1', startSession({ id: 's1', account }, { idleMs: 1_500, maxMs: 60_000 }, start));
  endings = new InMemorySessionEndings();
  sessions = new CachedSessions(store, endings);
  lookUps = 0;
  const findActive = store.findActive.bind(store);
  store.findActive = (id, at) => {
    lookUps += 1;
    return findActive(id, at);
  };
});

it('a session is looked up once a second, however many ask and whoever asks at the same time', async () => {
  const asked = [0, 0, 0, 500, 999].map((ms) => sessions.findActive('s1', after(ms)));
  expect((await Promise.all(asked)).every((session) => session?.account.name === 'Ana')).toBe(true);
  expect(lookUps).toBe(1);
  await sessions.findActive('s1', after(1_000));
  expect(lookUps).toBe(2);
});

it('a session that expires within the second is none any more', async () => {
  expect(await sessions.findActive('s1', after(1_400))).toBeDefined();
  expect(await sessions.findActive('s1', after(1_500))).toBeUndefined();
  expect(lookUps).toBe(1);
});

it.each([
  { type: 'session', sessionId: 's1' } as const,
  { type: 'account', accountId: 'r1' } as const,
  { type: 'lagging' } as const,
])('it is looked up again when %j is told', async (ending) => {
  await sessions.findActive('s1', start);
  store.kept.clear();
  endings.tell(ending);
  expect(await sessions.findActive('s1', start)).toBeUndefined();
});

it('an ending that is told during a look-up holds for whoever asks afterwards', async () => {
  const before = sessions.findActive('s1', start);
  store.kept.clear();
  endings.tell({ type: 'session', sessionId: 's1' });
  expect(await sessions.findActive('s1', start)).toBeUndefined();
  expect(await before).toBeDefined();
  expect(await sessions.findActive('s1', start)).toBeUndefined();
});

it('the end of another session changes nothing', async () => {
  await sessions.findActive('s1', start);
  endings.tell({ type: 'session', sessionId: 's2' });
  await sessions.findActive('s1', start);
  expect(lookUps).toBe(1);
});

it('while endings are not heard, each request looks', async () => {
  await sessions.findActive('s1', start);
  endings.areHeard = false;
  store.kept.clear();
  expect(await sessions.findActive('s1', start)).toBeUndefined();
});

it('what this process ends or moves itself, it does not wait to be told', async () => {
  await sessions.findActive('s1', start);
  await sessions.moveExpiry('s1', after(2_000));
  expect((await sessions.findActive('s1', after(500)))?.expiresAt).toEqual(after(2_000));
  const entry = { at: start, actor: 'ana', action: 'sign-out', subject: 'account:r1', detail: {} } as const;
  expect(await sessions.end('s1', entry)).toBe(true);
  expect(await sessions.findActive('s1', start)).toBeUndefined();
});

it('neither a failure nor what is not there is kept', async () => {
  expect(await sessions.findActive('s2', start)).toBeUndefined();
  const { findActive } = store;
  store.findActive = () => Promise.reject(new Error('away'));
  await expect(sessions.findActive('s1', start)).rejects.toThrow('away');
  store.findActive = findActive;
  expect(await sessions.findActive('s1', start)).toBeDefined();
  store.kept.set('s2', { ...store.kept.get('s1')!, id: 's2' });
  expect(await sessions.findActive('s2', start)).toBeDefined();
});

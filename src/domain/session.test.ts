import { describe, expect, it } from 'vitest';
import { movedExpiry, startSession } from './session';

const MINUTE_MS = 60_000;
const lifetime = { idleMs: 30 * MINUTE_MS, maxMs: 12 * 60 * MINUTE_MS };
const start = new Date('2026-03-01T08:00:00Z');
const after = (minutes: number): Date => new Date(start.getTime() + minutes * MINUTE_MS);
const account = {
  id: 'r',
  email: 'ana@example.org',
  name: 'Ana',
  role: 'reviewer',
  sessionVersion: 1,
} as const;
const session = startSession({ id: 's', account }, lifetime, start);

describe('a session', () => {
  it('expires after the idle time', () => {
    expect(session).toMatchObject({ expiresAt: after(30), endsAt: after(12 * 60) });
  });

  it('never outlives the longest time, however short that is', () => {
    const short = startSession({ id: 's', account }, { ...lifetime, maxMs: MINUTE_MS }, start);
    expect(short).toMatchObject({ expiresAt: after(1), endsAt: after(1) });
  });
});

describe('activity', () => {
  it('moves the end by what has passed', () => {
    expect(movedExpiry(session, lifetime, after(10))).toEqual(after(40));
  });

  it('is not written down more than once a minute', () => {
    expect(movedExpiry(session, lifetime, after(0.5))).toBeUndefined();
    expect(movedExpiry(session, lifetime, after(1))).toEqual(after(31));
  });

  it('cannot move the end past the longest time', () => {
    const late = { ...session, expiresAt: after(12 * 60 - 5) };
    expect(movedExpiry(late, lifetime, after(12 * 60 - 6))).toEqual(after(12 * 60));
    expect(movedExpiry({ ...late, expiresAt: late.endsAt }, lifetime, after(12 * 60 - 1))).toBeUndefined();
  });
});

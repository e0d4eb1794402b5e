import { beforeEach, describe, expect, it } from 'vitest';
import { InMemoryDecisions } from '@/tests/fakes/in-memory-decisions';
import { InMemoryPendingRegistrations } from '@/tests/fakes/in-memory-pending-registrations';
import { aPending, aRegistrationId } from '@/tests/fakes/samples';
import { decideRegistration } from './decide-registration';

const now = () => new Date('2026-03-02T08:00:00Z');
const registration = aPending();
const request = {
  registrationId: registration.id,
  verdict: 'approve',
  decidedBy: 'ana@example.org',
} as const;

describe('deciding a registration', () => {
  let pending: InMemoryPendingRegistrations;
  let decisions: InMemoryDecisions;
  beforeEach(async () => {
    pending = new InMemoryPendingRegistrations();
    decisions = new InMemoryDecisions();
    await pending.admit([registration]);
  });
  const decide = (changes: Partial<Parameters<ReturnType<typeof decideRegistration>>[0]> = {}) =>
    decideRegistration({ pending, decisions, now })({ ...request, ...changes });

  it('approves: an account, and off the list', async () => {
    expect(await decide()).toMatchObject({
      kind: 'agreed',
      decision: { outcome: 'approved', decidedAt: now() },
    });
    expect([...decisions.accounts.values()]).toEqual([registration.id]);
    expect(pending.entries.size).toBe(0);
  });

  it('rejects: no account, and off the list', async () => {
    expect(await decide({ verdict: 'reject', reason: 'No.' })).toMatchObject({ decision: { reason: 'No.' } });
    expect(decisions.accounts.size).toBe(0);
    expect(pending.entries.size).toBe(0);
  });

  it('answers the first decision to whoever asks again, with who made it', async () => {
    const { decision } = (await decide()) as { decision: object };
    expect(await decide({ decidedBy: 'bia@example.org' })).toEqual({ kind: 'agreed', decision });
    expect(await decide({ decidedBy: 'bia@example.org', verdict: 'reject' })).toEqual({
      kind: 'overruled',
      decision,
    });
  });

  it('keeps the entry while the decision cannot be stored', async () => {
    decisions.record = () => Promise.reject(new Error('Postgres is away'));
    await expect(decide()).rejects.toThrow('Postgres is away');
    expect(pending.entries.size).toBe(1);
  });

  it('has decided although the entry could not be removed, and removes it when asked again', async () => {
    const remove = pending.remove.bind(pending);
    pending.remove = () => Promise.reject(new Error('Redis is away'));
    await expect(decide()).rejects.toThrow('Redis is away');
    expect(decisions.decisions.size).toBe(1);
    pending.remove = remove;
    expect(await decide()).toMatchObject({ kind: 'agreed' });
    expect(pending.entries.size).toBe(0);
    expect(decisions.accounts.size).toBe(1);
  });

  it('does not know what never came', async () => {
    expect(await decide({ registrationId: aRegistrationId() })).toEqual({ kind: 'unknown' });
  });
});

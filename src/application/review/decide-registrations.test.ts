import { beforeEach, describe, expect, it } from 'vitest';
import type { RegistrationId } from '@/src/domain/registration';
import { InMemoryDecisions } from '@/tests/fakes/in-memory-decisions';
import { InMemoryPendingRegistrations } from '@/tests/fakes/in-memory-pending-registrations';
import { aPending, aRegistrationId } from '@/tests/fakes/samples';
import { decideRegistrations } from './decide-registrations';

const now = () => new Date('2026-03-02T08:00:00Z');
const registration = aPending();
const request = {
  verdict: 'approve',
  decidedBy: 'ana@example.org',
} as const;

describe('deciding a registration', () => {
  const notRemoved: unknown[] = [];
  const onNotRemoved = (error: unknown) => void notRemoved.push(error);
  let pending: InMemoryPendingRegistrations;
  let decisions: InMemoryDecisions;
  beforeEach(async () => {
    pending = new InMemoryPendingRegistrations();
    decisions = new InMemoryDecisions();
    await pending.admit([registration]);
  });
  type Request = Parameters<ReturnType<typeof decideRegistrations>>[0];
  const decideAll = (ids: Request['registrationIds'], changes: Partial<Request> = {}) =>
    decideRegistrations({ pending, decisions, now, onNotRemoved })({
      ...request,
      ...changes,
      registrationIds: ids,
    });
  const decide = async (changes: Partial<Request> & { registrationId?: RegistrationId } = {}) => {
    const { registrationId = registration.id, ...rest } = changes;
    return (await decideAll([registrationId], rest))[0];
  };

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
    decisions.recordAll = () => Promise.reject(new Error('Postgres is away'));
    await expect(decide()).rejects.toThrow('Postgres is away');
    expect(pending.entries.size).toBe(1);
  });

  it('has decided and says so although the entry could not be removed, and removes it when asked again', async () => {
    const remove = pending.remove.bind(pending);
    const readOnly = new Error('READONLY');
    pending.remove = () => Promise.reject(readOnly);
    expect(await decide()).toMatchObject({ kind: 'agreed', decision: { outcome: 'approved' } });
    expect(notRemoved).toEqual([readOnly]);
    expect(decisions.decisions.size).toBe(1);
    pending.remove = remove;
    expect(await decide()).toMatchObject({ kind: 'agreed' });
    expect(pending.entries.size).toBe(0);
    expect(decisions.accounts.size).toBe(1);
  });

  it('answers what is decided while the list is away, and only then', async () => {
    await decide();
    pending.findAll = () => Promise.reject(new Error('Redis is away'));
    expect(await decide()).toMatchObject({ kind: 'agreed' });
    await expect(decide({ registrationId: aRegistrationId() })).rejects.toThrow('Redis is away');
  });

  it('answers what is decided while no decision can be written', async () => {
    pending.remove = async () => undefined;
    await decide();
    decisions.recordAll = () => Promise.reject(new Error('read-only'));
    expect(await decide()).toMatchObject({ kind: 'agreed' });
  });

  it('does not know what never came', async () => {
    expect(await decide({ registrationId: aRegistrationId() })).toEqual({ kind: 'unknown' });
  });

  it('decides many, each for itself, and tells of each in their order', async () => {
    const [other, decided, unknown] = [aPending(), aPending(), aRegistrationId()];
    await pending.admit([other, decided]);
    await decideAll([decided.id], { verdict: 'reject' });
    const ids = [unknown, other.id, decided.id, registration.id, other.id];
    const kinds = (await decideAll(ids)).map(({ kind }) => kind);
    expect(kinds).toEqual(['unknown', 'agreed', 'overruled', 'agreed', 'agreed']);
    expect(pending.entries.size).toBe(0);
    expect(decisions.decisions.size).toBe(3);
  });

  it('says nothing of many while one of them could not be decided', async () => {
    const other = aPending();
    await pending.admit([other]);
    await decide();
    decisions.recordAll = () => Promise.reject(new Error('read-only'));
    await expect(decideAll([registration.id, other.id])).rejects.toThrow('read-only');
    expect(await decideAll([registration.id])).toMatchObject([{ kind: 'agreed' }]);
  });
});

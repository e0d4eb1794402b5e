import { beforeEach, describe, expect, it } from 'vitest';
import type { PortName } from '@/src/application/ports/retry';
import type { QueuedRegistration } from '@/src/domain/registration';
import { InMemoryAdmissions } from '@/tests/fakes/in-memory-admissions';
import { InMemoryDecisions } from '@/tests/fakes/in-memory-decisions';
import { InMemoryPendingRegistrations } from '@/tests/fakes/in-memory-pending-registrations';
import { retryAtOnce } from '@/tests/fakes/retry';
import { aDecision, aPending, aQueued } from '@/tests/fakes/samples';
import { admitRegistrations } from './admit-registrations';

describe('admitting a batch', () => {
  let pending: InMemoryPendingRegistrations;
  let decisions: InMemoryDecisions;
  let admissions: InMemoryAdmissions;
  let failed: PortName[];
  beforeEach(() => {
    pending = new InMemoryPendingRegistrations();
    decisions = new InMemoryDecisions();
    admissions = new InMemoryAdmissions();
    now = () => new Date('2026-03-02T08:00:00Z');
    failed = [];
  });
  let now: () => Date;
  const admit = (...batch: QueuedRegistration[]) =>
    admitRegistrations({ pending, decisions, accounts: decisions, admissions, now })(
      batch,
      retryAtOnce(failed),
    );

  it('puts each on the list, once, however often it is delivered', async () => {
    const batch = [aQueued(), aQueued()];
    await admit(...batch);
    await admit(...batch);
    expect([...pending.entries.keys()]).toEqual(batch.map(({ id }) => id));
    expect(pending.entries.get(batch[0]!.id)).toMatchObject({ status: 'pending', pendingSince: now() });
  });

  it('puts back as it was, times included, what a lost list held', async () => {
    const queued = aQueued();
    await admit(queued);
    const before = pending.entries.get(queued.id);
    pending.entries.clear();
    const anHourLater = new Date(now().getTime() + 3_600_000);
    now = () => anHourLater;
    await admit({ ...queued, queuedAt: queued.submittedAt });
    expect(pending.entries.get(queued.id)).toEqual(before);
  });

  it('does not bring back what was decided, even where the tombstone is gone', async () => {
    const registration = aPending();
    await decisions.record(aDecision(registration), registration);
    await admit({ ...registration, status: 'queued' });
    expect(pending.entries.size).toBe(0);
    expect(pending.tombstones.get(registration.id)).toBe('approved');
  });

  it('ends the second registration for a pending address as a duplicate of the first', async () => {
    const [first, second] = [aQueued({ email: 'jo@example.org' }), aQueued({ email: 'JO@example.org' })];
    await admit(first, second);
    expect([...pending.entries.keys()]).toEqual([first.id]);
    expect(decisions.decisions.get(second.id)).toMatchObject({ outcome: 'duplicate', duplicateOf: first.id });
    await admit(first, second);
    expect(decisions.decisions.size).toBe(1);
  });

  it('admits the 500th sign-up with one address at the cost of the tenth', async () => {
    const ports = {
      pending: counted(pending),
      decisions: counted(decisions),
      accounts: counted(decisions),
      admissions: counted(admissions),
      now,
    };
    const admitOne = async () => {
      calls.length = 0;
      await admitRegistrations(ports)([aQueued({ email: 'jo@example.org' })], retryAtOnce(failed));
      return {
        names: calls.map(({ name }) => name),
        bytes: calls.reduce((sum, { bytes }) => sum + bytes, 0),
      };
    };
    const costs = [];
    for (let count = 1; count <= 500; count += 1) costs.push(await admitOne());
    const [tenth, last] = [costs[9]!, costs[499]!];
    expect(last.names).toEqual(tenth.names);
    expect(Math.abs(last.bytes - tenth.bytes)).toBeLessThan(50);
    const [first] = pending.entries.keys();
    const repeats = (await decisions.repeatedSignUpsOf([first!])).get(first!);
    expect({ ...repeats, last: repeats?.last.length }).toEqual({ count: 499, last: 10 });
  });

  it('ends a registration for an existing account as a duplicate', async () => {
    const member = aPending();
    await decisions.record(aDecision(member), member);
    const again = aQueued({ email: member.applicant.email });
    await admit(again);
    expect(pending.entries.size).toBe(0);
    expect(decisions.decisions.get(again.id)).toMatchObject({ outcome: 'duplicate', duplicateOf: member.id });
  });

  it('waits for a store that fails instead of dropping anything', async () => {
    const admitAll = pending.admit.bind(pending);
    pending.admit = (batch) => {
      pending.admit = admitAll;
      return Promise.reject(new Error(`Redis refuses ${batch.length}`));
    };
    await admit(aQueued());
    expect(failed).toEqual(['pending']);
    expect(pending.entries.size).toBe(1);
  });
});

/** What was asked of the stores, with the bytes of question and answer. */
const calls: { name: string; bytes: number }[] = [];

const counted = <Port extends object>(port: Port): Port =>
  new Proxy(port, {
    get: (target, name) => {
      const member: unknown = Reflect.get(target, name);
      if (typeof member !== 'function') return member;
      return async (...given: unknown[]): Promise<unknown> => {
        const answer: unknown = await Reflect.apply(member, target, given);
        calls.push({ name: String(name), bytes: JSON.stringify([given, answer]).length });
        return answer;
      };
    },
  });

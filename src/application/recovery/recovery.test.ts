import { beforeEach, describe, expect, it } from 'vitest';
import type { DeadLetter } from '@/src/application/ports/dead-letters';
import type { QueuedRegistration, RegistrationId } from '@/src/domain/registration';
import { InMemoryDecisions } from '@/tests/fakes/in-memory-decisions';
import { InMemoryLogArchive } from '@/tests/fakes/in-memory-log-archive';
import { InMemoryPendingRegistrations } from '@/tests/fakes/in-memory-pending-registrations';
import { InMemoryRegistrationRecords } from '@/tests/fakes/in-memory-registration-records';
import { impatient } from '@/tests/fakes/retry';
import { aDecision, aPending } from '@/tests/fakes/samples';
import { rebuildPending } from './rebuild-pending';
import { rebuildSearch } from './rebuild-search';
import { reconcile } from './reconcile';
import { auditRegistrations } from './audit-registrations';

const signedUpAt = new Date('2026-03-02T08:00:00Z');
const now = () => new Date('2026-03-02T08:06:00Z');

/** A small world: each registration is accepted, and then stands where a test puts it. */
const aWorld = () => {
  const archive = new InMemoryLogArchive();
  const pending = new InMemoryPendingRegistrations();
  const decisions = new InMemoryDecisions();
  const records = new InMemoryRegistrationRecords();
  const letters: RegistrationId[] = [];
  const queued: QueuedRegistration[] = [];
  const deadLetters = {
    list: async () => letters.map((registrationId) => ({ registrationId }) as DeadLetter),
  };
  const reviewQueue = { enqueue: async (batch: readonly QueuedRegistration[]) => void queued.push(...batch) };
  const accept = async (at = signedUpAt) => {
    const registration = aPending({ at });
    archive.submissions.push({ ...registration, status: 'submitted' });
    await records.saveQueued([{ ...registration, status: 'queued' }]);
    return registration;
  };
  const decide = async (registration: ReturnType<typeof aPending>) => {
    const decision = aDecision(registration, { verdict: 'reject' });
    await decisions.record(decision, registration);
    await records.saveDecided([decision]);
    archive.decisions.push(decision);
  };
  return {
    archive,
    pending,
    decisions,
    accounts: decisions,
    records,
    letters,
    queued,
    deadLetters,
    reviewQueue,
    accept,
    decide,
    now,
  };
};

describe('a registration', () => {
  let world: ReturnType<typeof aWorld>;
  beforeEach(() => {
    world = aWorld();
  });

  it('is counted where it stands', async () => {
    const [waiting, decided, letter] = [await world.accept(), await world.accept(), await world.accept()];
    await world.pending.admit([waiting]);
    await world.decide(decided);
    world.letters.push(letter.id);
    const { accepted, counts, unaccounted } = await auditRegistrations(world)();
    expect(accepted).toBe(3);
    expect(counts).toMatchObject({ pending: 1, rejected: 1, 'dead letter': 1, approved: 0 });
    expect(unaccounted).toEqual([]);
  });

  it('accepted twice counts once', async () => {
    const waiting = await world.accept();
    world.archive.submissions.push(world.archive.submissions[0]!);
    await world.pending.admit([waiting]);
    expect(await auditRegistrations(world)()).toMatchObject({ accepted: 1, unaccounted: [] });
  });

  it('that is nowhere, or in two places, is named', async () => {
    const [lost, unrouted, doubled] = [await world.accept(), await world.accept(), await world.accept()];
    world.records.known.delete(unrouted.id);
    await world.pending.admit([doubled]);
    await world.decide(doubled);
    const { unaccounted } = await auditRegistrations(world)();
    const submittedAt = signedUpAt;
    expect(unaccounted).toEqual([
      { registrationId: lost.id, submittedAt, places: [], recorded: true },
      { registrationId: unrouted.id, submittedAt, places: [], recorded: false },
      { registrationId: doubled.id, submittedAt, places: ['rejected', 'pending'], recorded: true },
    ]);
  });

  it('that no place holds is queued again once it is old enough', async () => {
    const lost = await world.accept();
    const [young, waiting, decided, letter] = [
      await world.accept(new Date('2026-03-02T08:05:00Z')),
      await world.accept(),
      await world.accept(),
      await world.accept(),
    ];
    await world.pending.admit([waiting]);
    await world.decide(decided);
    world.letters.push(letter.id);
    await reconcile(world)();
    expect(world.queued.map(({ id }) => id)).toEqual([lost.id]);
    expect(world.queued.map(({ id }) => id)).not.toContain(young.id);
  });

  it('that is decided, but was left on the list, is taken off it', async () => {
    const doubled = await world.accept();
    await world.pending.admit([doubled]);
    await world.decide(doubled);
    expect(await reconcile(world)()).toEqual({ requeued: [], removed: 1 });
    expect(world.pending.entries.size).toBe(0);
  });

  it('comes back to an emptied pending list, and only if it belongs there', async () => {
    const [waiting, decided, letter] = [await world.accept(), await world.accept(), await world.accept()];
    await world.decide(decided);
    world.letters.push(letter.id);
    const rebuild = (dryRun: boolean) =>
      rebuildPending(world)({ dryRun, onProgress: () => {}, retry: impatient });
    expect((await rebuild(true)).map(({ id }) => id)).toEqual([waiting.id]);
    expect(world.pending.entries.size).toBe(0);
    await rebuild(false);
    expect([...world.pending.entries.keys()]).toEqual([waiting.id]);
    expect(await rebuild(true)).toEqual([]);
  });

  it('comes back to a record built anew, with what happened while it was being built', async () => {
    const [waiting, decided] = [await world.accept(), await world.accept()];
    await world.decide(decided);
    world.records.known.delete(waiting.id);
    const target = new InMemoryRegistrationRecords();
    let late: ReturnType<typeof aPending> | undefined;
    const rebuild = {
      begin: async () => target,
      swap: async () => {
        late = await world.accept();
        await world.decide(late);
      },
      abandon: async () => expect.unreachable('nothing failed'),
    };
    const run = rebuildSearch({ ...world, current: world.records, rebuild });
    const difference = { missing: [waiting.id], different: [], unknown: 0 };
    expect(await run({ dryRun: true, onProgress: () => {} })).toEqual(difference);
    expect(target.known.size).toBe(0);

    expect(await run({ dryRun: false, onProgress: () => {} })).toEqual(difference);
    const states = await target.statesOf([waiting.id, decided.id, late!.id]);
    expect([...states.values()].map(({ status }) => status)).toEqual(['submitted', 'rejected', 'rejected']);
  });
});

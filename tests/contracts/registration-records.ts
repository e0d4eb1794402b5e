import { beforeEach, describe, expect, it } from 'vitest';
import type { RegistrationRecords } from '@/src/application/ports/registration-records';
import { aDecision, aPending, aQueued } from '../fakes/samples';

type SeenRecord = { status: string; name?: string } | undefined;
type Subject = { records: RegistrationRecords; look: (id: string) => Promise<SeenRecord> };

/** What every searchable record keeps; `look` reads a record as an outsider sees it. */
export const registrationRecordsContract = (name: string, make: () => Promise<Subject>): void => {
  describe(`${name} keeps the contract of RegistrationRecords`, () => {
    let records: RegistrationRecords;
    let look: Subject['look'];
    beforeEach(async () => {
      ({ records, look } = await make());
    });

    it('saves a batch, and again without a difference', async () => {
      const batch = [aQueued(), aQueued()];
      await records.saveQueued(batch);
      await records.saveQueued(batch);
      for (const { id, applicant } of batch)
        expect(await look(id)).toEqual({ status: 'submitted', name: applicant.name });
    });

    it('knows when each stage was passed, and nothing of a registration it never saw', async () => {
      const queued = aQueued();
      await records.saveQueued([queued]);
      const { submittedAt, queuedAt } = queued;
      expect(await records.timesOf(queued.id)).toMatchObject({ submittedAt, queuedAt });
      expect(await records.timesOf(aQueued().id)).toBeUndefined();
    });

    it('gives those that it knows as they were queued', async () => {
      const queued = aQueued();
      await records.saveQueued([queued]);
      expect(await records.findQueued([queued.id, aQueued().id])).toEqual([queued]);
      expect(await records.findQueued([])).toEqual([]);
    });

    it('takes a decision and keeps the applicant', async () => {
      const pending = aPending();
      await records.saveQueued([{ ...pending, status: 'queued' }]);
      await records.saveDecided([aDecision(pending)]);
      expect(await look(pending.id)).toEqual({ status: 'approved', name: pending.applicant.name });
    });

    it('does not let a sign-up that comes again undo a decision', async () => {
      const pending = aPending();
      await records.saveQueued([{ ...pending, status: 'queued' }]);
      await records.saveDecided([aDecision(pending, { outcome: 'rejected' })]);
      await records.saveQueued([{ ...pending, status: 'queued' }]);
      expect((await look(pending.id))?.status).toBe('rejected');
    });

    it('is whole when the decision came before the sign-up', async () => {
      const pending = aPending();
      await records.saveDecided([aDecision(pending)]);
      expect((await look(pending.id))?.status).toBe('approved');
      await records.saveQueued([{ ...pending, status: 'queued' }]);
      expect(await look(pending.id)).toEqual({ status: 'approved', name: pending.applicant.name });
    });

    it('is whole when decision and sign-up come at the same moment', async () => {
      const batch = Array.from({ length: 20 }, () => aPending());
      await Promise.all(
        batch.flatMap((pending) => [
          records.saveDecided([aDecision(pending)]),
          records.saveQueued([{ ...pending, status: 'queued' }]),
        ]),
      );
      for (const { id, applicant } of batch)
        expect(await look(id)).toEqual({ status: 'approved', name: applicant.name });
    });

    const undecided = async (filter?: { after: number }) => {
      const found = [];
      for await (const page of records.undecided(filter)) found.push(...page);
      return found;
    };

    it('finds those without a decision, in the order in which they were written', async () => {
      const [first, decided, second] = [aQueued(), aPending(), aQueued()];
      await records.saveQueued([first]);
      await records.saveQueued([{ ...decided, status: 'queued' }]);
      await records.saveDecided([aDecision(decided)]);
      await records.saveQueued([second]);
      const ids = [first, decided, second].map(({ id }) => id);
      const ours = (await undecided()).filter(({ registration }) => ids.includes(registration.id));
      expect(ours.map(({ registration }) => registration)).toEqual([first, second]);
    });

    it('finds what was written after a position, and after a registration, and nothing of a repeat', async () => {
      const [before, ...later] = [aQueued(), aQueued(), aQueued(), aQueued()];
      await records.saveQueued([before!]);
      const start = await records.position();
      await records.saveQueued(later);
      await records.saveQueued([before!]);
      const found = await undecided({ after: start!.writes });
      expect(found.map(({ registration }) => registration)).toEqual(later);
      expect(await records.position()).toMatchObject({ record: start?.record });
      const rest = await undecided({ after: found[0]!.writes });
      expect(rest.map(({ registration }) => registration)).toEqual(later.slice(1));
      expect(await undecided({ after: (await records.position())!.writes })).toEqual([]);
    });

    it('tells the state of each, and whether it knows the applicant', async () => {
      const [known, alone] = [aPending(), aPending()];
      await records.saveQueued([{ ...known, status: 'queued' }]);
      await records.saveDecided([aDecision(alone, { outcome: 'rejected' })]);
      const states = await records.statesOf([known.id, alone.id, aPending().id]);
      expect([...states]).toEqual([
        [known.id, { status: 'submitted', complete: true }],
        [alone.id, { status: 'rejected', complete: false }],
      ]);
      expect(await records.count()).toBeGreaterThanOrEqual(2);
    });

    it('gives the words of the ten latest that ended as duplicates of a registration', async () => {
      const first = aPending();
      const at = (minute: number) => new Date(first.submittedAt.getTime() + minute * 60_000);
      const repeated = Array.from({ length: 12 }, (_, minute) => aPending({ at: at(minute) }));
      await records.saveQueued(repeated.map((one) => ({ ...one, status: 'queued' })));
      await records.saveDecided(
        repeated.map((one) => aDecision(one, { outcome: 'duplicate', duplicateOf: first.id })),
      );
      await records.count();
      const found = await records.repeatedSignUpsOf(first.id);
      expect(found.map(({ id, applicant }) => ({ id, applicant }))).toEqual(
        repeated
          .slice(2)
          .reverse()
          .map(({ id, applicant }) => ({ id, applicant })),
      );
    });

    it('does nothing with an empty batch', async () => {
      await records.saveQueued([]);
      await records.saveDecided([]);
    });
  });
};

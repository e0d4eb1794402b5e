import { beforeEach, describe, expect, it } from 'vitest';
import type { RegistrationRecords } from '@/src/application/ports/registration-records';
import { aDecision, aPending, aQueued } from '../fakes/samples';

export type SeenRecord = { status: string; name?: string } | undefined;
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

    it('knows the hop times, and nothing of a registration it never saw', async () => {
      const queued = aQueued();
      await records.saveQueued([queued]);
      const { submittedAt, queuedAt } = queued;
      expect(await records.timesOf(queued.id)).toMatchObject({ submittedAt, queuedAt });
      expect(await records.timesOf(aQueued().id)).toBeUndefined();
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
      await records.saveDecided([aDecision(pending, { verdict: 'reject' })]);
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

    it('does nothing with an empty batch', async () => {
      await records.saveQueued([]);
      await records.saveDecided([]);
    });
  });
};

import type { DeadLetter } from '@/src/application/ports/dead-letters';
import type { QueuedRegistration, RegistrationId } from '@/src/domain/registration';
import { InMemoryAdmissions } from './in-memory-admissions';
import { InMemoryDecisions } from './in-memory-decisions';
import { InMemoryLogArchive } from './in-memory-log-archive';
import { InMemoryPendingRegistrations } from './in-memory-pending-registrations';
import { InMemoryReconcilerProgress } from './in-memory-reconciler-progress';
import { InMemoryRegistrationRecords } from './in-memory-registration-records';
import { aDecision, aPending } from './samples';

const SIGNED_UP_AT = new Date('2026-03-02T08:00:00Z');

/** All stores in memory: each registration is accepted and recorded, and then stands where a test puts it. */
export const inMemoryStores = () => {
  const archive = new InMemoryLogArchive();
  const pending = new InMemoryPendingRegistrations();
  const decisions = new InMemoryDecisions();
  const admissions = new InMemoryAdmissions();
  const records = new InMemoryRegistrationRecords();
  const inDeadLetters: RegistrationId[] = [];
  const queued: QueuedRegistration[] = [];
  return {
    archive,
    pending,
    decisions,
    admissions,
    accounts: decisions,
    records,
    progress: new InMemoryReconcilerProgress(),
    /** The registrations that have a dead letter. */
    inDeadLetters,
    deadLetters: {
      list: async () => inDeadLetters.map((registrationId) => ({ registrationId }) as DeadLetter),
    },
    /** What was put on the review queue. */
    queued,
    reviewQueue: { enqueue: async (batch: readonly QueuedRegistration[]) => void queued.push(...batch) },
    accept: async (at = SIGNED_UP_AT) => {
      const registration = aPending({ at });
      archive.submissions.push({ ...registration, status: 'submitted' });
      await records.saveQueued([{ ...registration, status: 'queued' }]);
      return registration;
    },
    reject: async (registration: ReturnType<typeof aPending>) => {
      const decision = aDecision(registration, { outcome: 'rejected' });
      await decisions.record(decision, registration);
      await records.saveDecided([decision]);
      archive.decisions.push(decision);
    },
    /** Six minutes after they signed up: old enough for the reconciler. */
    now: () => new Date(SIGNED_UP_AT.getTime() + 6 * 60_000),
  };
};

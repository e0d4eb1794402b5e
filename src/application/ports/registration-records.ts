import type { Decision } from '@/src/domain/decision';
import type { QueuedRegistration, RegistrationId } from '@/src/domain/registration';

/** The searchable record: one document for each registration, in whatever state it is. */
export type RegistrationRecords = {
  /** Idempotent; never overwrites a record that already knows a decision. */
  saveQueued(registrations: readonly QueuedRegistration[]): Promise<void>;
  /** Idempotent, and right in either order with `saveQueued`. */
  saveDecided(decisions: readonly Decision[]): Promise<void>;
  /** The registrations without a decision that were submitted before a time, in pages; as of this call. */
  undecided(filter: { submittedBefore: Date }): AsyncIterable<QueuedRegistration[]>;
  /** The hop times, or undefined while the registration has not been recorded. */
  timesOf(id: RegistrationId): Promise<{ submittedAt: Date; queuedAt: Date } | undefined>;
};

import type { Decision } from '@/src/domain/decision';
import type { QueuedRegistration, RegistrationId } from '@/src/domain/registration';

/** What the record says of a registration: its status, and whether it knows the applicant. */
export type RecordedState = { status: string; complete: boolean };

/** The searchable record: one document for each registration, in whatever state it is. */
export type RegistrationRecords = {
  /** Idempotent; never overwrites a record that already knows a decision. */
  saveQueued(registrations: readonly QueuedRegistration[]): Promise<void>;
  /** Idempotent, and right in either order with `saveQueued`. */
  saveDecided(decisions: readonly Decision[]): Promise<void>;
  /** The registrations without a decision that were submitted before a time, in pages; as of this call. */
  undecided(filter: { submittedBefore: Date }): AsyncIterable<QueuedRegistration[]>;
  statesOf(ids: readonly RegistrationId[]): Promise<Map<RegistrationId, RecordedState>>;
  /** How many registrations are recorded. */
  count(): Promise<number>;
  /** The hop times, or undefined while the registration has not been recorded. */
  timesOf(id: RegistrationId): Promise<{ submittedAt: Date; queuedAt: Date } | undefined>;
};

/** The record built anew beside the one in use. */
export type RecordsRebuild = {
  /** An empty record that nobody reads yet. */
  begin(): Promise<RegistrationRecords>;
  /** Puts the new one in the place of the old one, at once for every reader and writer, and drops the old one. */
  swap(): Promise<void>;
  /** Drops the new one. */
  abandon(): Promise<void>;
};

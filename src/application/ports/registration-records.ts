import type { Decision, Outcome } from '@/src/domain/decision';
import type { QueuedRegistration, RegistrationId } from '@/src/domain/registration';

/** A place in the order in which a record was written: which record (a rebuild makes another one), and after how many writes. */
export type RecordPosition = { record: string; writes: number };

/** A registration without a decision, and after how many writes of the record it was there. */
export type Undecided = { registration: QueuedRegistration; writes: number };

/** What the record says of a registration: how it ended, if it did, and whether it knows the applicant. */
export type RecordedState = { status: 'submitted' | Outcome; complete: boolean };

/**
 * The searchable record: one document for each registration, in whatever state it is. Each call rejects within 10 s
 * where the store is away or refuses; every write is safe to repeat.
 */
export type RegistrationRecords = {
  /** Idempotent; never overwrites a record that already knows a decision. Texts that the store refuses are left out. */
  saveQueued(registrations: readonly QueuedRegistration[]): Promise<void>;
  /** Idempotent, and right in either order with `saveQueued`. */
  saveDecided(decisions: readonly Decision[]): Promise<void>;
  /** Up to where all that was written can be read; undefined where its store cannot tell. */
  position(): Promise<RecordPosition | undefined>;
  /**
   * The registrations without a decision, as of this call, in the order in which they were written and in pages of at most
   * 500; with `after`, only those that were written after so many writes.
   */
  undecided(filter?: { after?: number }): AsyncIterable<Undecided[]>;
  /** Those of the given registrations that are recorded; the others are missing in the map. */
  statesOf(ids: readonly RegistrationId[]): Promise<Map<RegistrationId, RecordedState>>;
  /** Those of the given registrations whose sign-up is recorded, as they were queued. */
  findQueued(ids: readonly RegistrationId[]): Promise<QueuedRegistration[]>;
  /** Those that ended as duplicates of this registration, with the words of each: latest first, at most ten. */
  repeatedSignUpsOf(id: RegistrationId): Promise<QueuedRegistration[]>;
  /** All that are recorded, what was written a moment ago included, in pages of at most 500. */
  idPages(): AsyncIterable<RegistrationId[]>;
  /** How many registrations are recorded, what was written a moment ago included. */
  count(): Promise<number>;
  /** When it passed the stages before the pending list, or undefined while it has not been recorded. */
  timesOf(id: RegistrationId): Promise<{ submittedAt: Date; queuedAt: Date } | undefined>;
};

/** The record built anew beside the one in use: `begin` first, then `swap` or `abandon`. */
export type RecordsRebuild = {
  /** An empty record that nobody reads yet. */
  begin(): Promise<RegistrationRecords>;
  /**
   * Puts the new one in the place of the old one, at once for every reader and writer. The old one is kept until the
   * next swap, and the one that was kept so far is dropped.
   */
  swap(): Promise<void>;
  /** Swaps the record in use and the one that was kept; answers whether one was kept. */
  goBack(): Promise<boolean>;
  /** Drops the new one. */
  abandon(): Promise<void>;
};

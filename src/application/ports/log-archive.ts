import type { Decision } from '@/src/domain/decision';
import type { SubmittedRegistration } from '@/src/domain/registration';

/** A place in every partition of a log; opaque to everybody but the archive. */
export type LogPosition = Map<number, bigint>;

/** The logs read from their beginning, for counting and for rebuilding what was derived from them. */
export type LogArchive = {
  /**
   * Visits every accepted registration up to the end of the log as it stands now, in batches, skipping what cannot be
   * read. `total` is the number of messages ahead. Answers the position reached, from which a later call can go on.
   */
  readSubmissions(read: ReadLog<SubmittedRegistration>): Promise<LogPosition>;
  /** The same for the decisions. */
  readDecisions(read: ReadLog<Decision>): Promise<LogPosition>;
  /** Where the log of decisions ends at the moment. */
  endOfDecisions(): Promise<LogPosition>;
};

export type ReadLog<Item> = {
  from?: LogPosition;
  onBatch: (items: readonly Item[], progress: { done: number; total: number }) => Promise<void>;
};

import type { Decision } from '@/src/domain/decision';
import type { SubmittedRegistration } from '@/src/domain/registration';
import { StoreUnavailable } from './store-unavailable';

/** The durable log into which the access API puts every accepted registration. */
export type SubmissionLog = {
  /**
   * Resolves once the log has acknowledged the registration durably. Rejects with `SubmissionLogUnavailable` within its
   * deadline (4 s) otherwise: the outcome is then unknown, the visitor must be told so, and publishing it again is safe.
   */
  publish(registration: SubmittedRegistration): Promise<void>;
};

export class SubmissionLogUnavailable extends StoreUnavailable {
  override name = 'SubmissionLogUnavailable';

  constructor(cause: unknown) {
    super('the submission log did not acknowledge in time', { cause });
  }
}

/** The durable log of decisions, fed from the outbox. */
export type DecisionLog = {
  /**
   * Resolves once acknowledged durably. Rejects within 10 s otherwise, and then it must be published again: that is
   * harmless, and without it the decision would never reach the record.
   */
  publish(decision: Decision): Promise<void>;
};

/** A place in every partition of a log, by partition; opaque to everybody but the archive. */
export type LogPosition = Map<number, bigint>;

/** The logs read from their beginning, for counting and for rebuilding what was derived from them. */
export type LogArchive = {
  /**
   * Visits every accepted registration up to the end of the log as it stands at the call, in batches, skipping what
   * cannot be read; a registration that was published twice comes twice. Answers the position reached, from which a
   * later call can go on. Rejects when the log gives nothing for 30 s, or with what `onBatch` threw; a reading that
   * failed is begun anew.
   */
  readSubmissions(read: ReadLog<SubmittedRegistration>): Promise<LogPosition>;
  /** The same for the decisions. */
  readDecisions(read: ReadLog<Decision>): Promise<LogPosition>;
  /** Where the log of decisions ends at the moment. */
  endOfDecisions(): Promise<LogPosition>;
};

/** `from`: where to begin, the beginning of the log unless given. `total`: the messages between there and the end. */
export type ReadLog<Item> = {
  from?: LogPosition;
  onBatch: (items: readonly Item[], progress: { done: number; total: number }) => Promise<void>;
};

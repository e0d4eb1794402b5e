import type { Decision } from '@/src/domain/decision';
import type { PendingRegistration, QueuedRegistration, RegistrationId } from '@/src/domain/registration';

/** So many of the sign-ups that repeat one are told with their times; the others are only counted. */
export const KEPT_REPEATS = 10;

/** `last` holds at most the last ten, in order of submission. */
export type RepeatedSignUps = { count: number; last: Date[] };

type Decided = PendingRegistration | QueuedRegistration;

/** A decision that somebody wants, with the registration that it is about. */
export type WantedDecision = { decision: Decision; registration: Decided };

/** `recorded` is false for whoever came second: the decision is then the one that stands. */
export type DecisionRecord = { recorded: boolean; decision: Decision };

/**
 * The decisions, arbitrated by the store: the first one for a registration wins. Each call rejects within 6 s where the
 * store is away.
 */
export type Decisions = {
  /**
   * Records the decision with its audit row and its outbox message and, for an approval, the account: all or nothing.
   * It is settled against the accounts first (`settleAgainstAccount`), so an approval may be recorded as a duplicate:
   * the caller goes by the decision in the answer. After a rejection the outcome is unknown, and it is safe to repeat.
   */
  record(decision: Decision, registration: Decided): Promise<DecisionRecord>;
  /**
   * The same for many, 500 at most, each as if it had come alone; the answers stand in the order of the decisions. After a
   * rejection some may be recorded and some not.
   */
  recordAll(wanted: readonly WantedDecision[]): Promise<DecisionRecord[]>;
  find(id: RegistrationId): Promise<Decision | undefined>;
  /** Those of the given registrations that are decided; the others are missing in the map. */
  findAll(ids: readonly RegistrationId[]): Promise<Map<RegistrationId, Decision>>;
  /** The decisions that were made after one time and until another, in pages of at most 500, the oldest first. */
  decidedBetween(after: Date, until: Date): AsyncIterable<Decision[]>;
  /** For each of the given registrations whose address signed up again: how often, and when at last. */
  repeatedSignUpsOf(ids: readonly RegistrationId[]): Promise<Map<RegistrationId, RepeatedSignUps>>;
};

/** The accounts that approvals opened. */
export type Accounts = {
  /** For each of the e-mail keys (`emailKeyOf`) that has an account: the registration that opened it. */
  ownersOf(emailKeys: readonly string[]): Promise<Map<string, RegistrationId>>;
};

import type { Decision } from '@/src/domain/decision';
import type { PendingRegistration, QueuedRegistration, RegistrationId } from '@/src/domain/registration';

/** `recorded` is false for whoever came second: the decision is then the one that stands. */
export type DecisionRecord = { recorded: boolean; decision: Decision };

/** The decisions, arbitrated by the store: the first one for a registration wins. */
export type Decisions = {
  /**
   * Records the decision with its audit row and its outbox message and, for an approval, the account: all or nothing.
   * An approval whose address has an account by now is recorded as `duplicate` instead.
   */
  record(decision: Decision, registration: PendingRegistration | QueuedRegistration): Promise<DecisionRecord>;
  find(id: RegistrationId): Promise<Decision | undefined>;
  /** Those of the given registrations that are decided. */
  findAll(ids: readonly RegistrationId[]): Promise<Map<RegistrationId, Decision>>;
  /** For each of the given registrations that has duplicates: when each of them was submitted, in order. */
  repeatedSignUpsOf(ids: readonly RegistrationId[]): Promise<Map<RegistrationId, Date[]>>;
};

/** The accounts that approvals opened. */
export type Accounts = {
  /** For each of the e-mail keys that has an account: the registration that opened it. */
  ownersOf(emailKeys: readonly string[]): Promise<Map<string, RegistrationId>>;
};

import type { PendingRegistration, QueuedRegistration, RegistrationId } from './registration';

/** What a reviewer may ask for. */
export type ReviewerVerdict = 'approve' | 'reject';

type Facts = {
  registrationId: RegistrationId;
  /** The reviewer's e-mail address, or `system`. */
  decidedBy: string;
  decidedAt: Date;
  /** When the registration passed each stage, so that its time line outlives the pending entry. */
  times: StageTimes;
};

export type StageTimes = { submittedAt: Date; queuedAt: Date; pendingSince?: Date };

export type Approval = Facts & { outcome: 'approved' };
export type Rejection = Facts & { outcome: 'rejected'; reason?: string };
/** The address has an account, or a registration that came before. Recorded by the system, never asked for by a reviewer. */
export type Duplicate = Facts & { outcome: 'duplicate'; duplicateOf: RegistrationId };

/** How a registration ended; there is one for each decided registration. It holds none of the applicant's data. */
export type Decision = Approval | Rejection | Duplicate;

export type Outcome = Decision['outcome'];

/** Stands in `decidedBy` where no person decided. */
const SYSTEM_ACTOR = 'system';

const OUTCOMES = { approve: 'approved', reject: 'rejected' } as const;

/** How a registration ends that a reviewer decides so. */
export const outcomeOf = (verdict: ReviewerVerdict): 'approved' | 'rejected' => OUTCOMES[verdict];

type Request = { verdict: ReviewerVerdict; reason?: string; decidedBy: string };

/** A reviewer's decision on a pending registration. Only a rejection keeps a reason. */
export const decide = (
  { id, submittedAt, queuedAt, pendingSince }: PendingRegistration,
  { verdict, reason, decidedBy }: Request,
  now: Date,
): Approval | Rejection => {
  const times = { submittedAt, queuedAt, pendingSince };
  const facts = { registrationId: id, decidedBy, decidedAt: now, times };
  return verdict === 'approve'
    ? { ...facts, outcome: 'approved' }
    : { ...facts, outcome: 'rejected', reason };
};

/** The end of a registration whose address belongs to `duplicateOf`. It never was pending, so only its queueing is told. */
export const decideDuplicate = (
  { id, submittedAt, queuedAt }: QueuedRegistration | PendingRegistration,
  duplicateOf: RegistrationId,
  now: Date,
): Duplicate => ({
  registrationId: id,
  outcome: 'duplicate',
  duplicateOf,
  decidedBy: SYSTEM_ACTOR,
  decidedAt: now,
  times: { submittedAt, queuedAt },
});

/**
 * The decision as it may stand beside the accounts: an approval for an address that has an account already opens no
 * second one, so it ends as a duplicate. `accountOf`: the registration that opened the account of this address, if any.
 */
export const settleAgainstAccount = (decision: Decision, accountOf: RegistrationId | undefined): Decision => {
  const { outcome, registrationId, decidedBy, decidedAt, times } = decision;
  if (outcome !== 'approved' || accountOf === undefined || accountOf === registrationId) return decision;
  return { registrationId, decidedBy, decidedAt, times, outcome: 'duplicate', duplicateOf: accountOf };
};

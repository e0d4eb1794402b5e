import type { RegistrationId } from './registration';

/** What a reviewer may say. */
export type ReviewerVerdict = 'approve' | 'reject';

/** Every way a registration can end; `duplicate` is recorded by the system, never by a reviewer. */
export type Verdict = ReviewerVerdict | 'duplicate';

export type Outcome = 'approved' | 'rejected' | 'duplicate';

/** One row for each decided registration. It holds none of the applicant's data. */
export type Decision = {
  registrationId: RegistrationId;
  verdict: Verdict;
  reason?: string;
  decidedBy: string;
  decidedAt: Date;
  duplicateOf?: RegistrationId;
  /** When the registration passed each hop, so that its time line outlives the pending entry. */
  times: { submittedAt: Date; queuedAt: Date; pendingSince?: Date };
};

/** Stands in `decidedBy` where no person decided. */
export const SYSTEM_ACTOR = 'system';

const OUTCOMES: Record<Verdict, Outcome> = {
  approve: 'approved',
  reject: 'rejected',
  duplicate: 'duplicate',
};

export const outcomeOf = (verdict: Verdict): Outcome => OUTCOMES[verdict];

import { decide, outcomeOf, type Decision, type ReviewerVerdict } from '@/src/domain/decision';
import type { RegistrationId } from '@/src/domain/registration';
import type { Decisions } from '../ports/decisions';
import type { PendingRegistrations } from '../ports/pending-registrations';

type Ports = { pending: PendingRegistrations; decisions: Decisions; now: () => Date };

export type DecideRegistration = {
  registrationId: RegistrationId;
  verdict: ReviewerVerdict;
  reason?: string;
  decidedBy: string;
};

/** `agreed`: the decision that stands says what was asked for; `overruled`: somebody decided otherwise before. */
export type DecideOutcome =
  { kind: 'agreed'; decision: Decision } | { kind: 'overruled'; decision: Decision } | { kind: 'unknown' };

/** Decides a pending registration, once. Whoever comes second gets the first decision. */
export const decideRegistration =
  ({ pending, decisions, now }: Ports) =>
  async ({ registrationId, ...request }: DecideRegistration): Promise<DecideOutcome> => {
    const registration = await pending.find(registrationId);
    if (!registration) {
      const earlier = await decisions.find(registrationId);
      return earlier ? compare(earlier, request.verdict) : { kind: 'unknown' };
    }

    // The store of decisions arbitrates, and the entry leaves the pending list only after it. A crash in between leaves an entry whose
    // decision is known, which the reconciler removes; the other order could lose an applicant.
    const { decision } = await decisions.record(decide(registration, request, now()), registration);
    await pending.remove(registrationId, decision.outcome);
    return compare(decision, request.verdict);
  };

const compare = (decision: Decision, verdict: ReviewerVerdict): DecideOutcome => ({
  kind: decision.outcome === outcomeOf(verdict) ? 'agreed' : 'overruled',
  decision,
});

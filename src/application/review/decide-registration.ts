import { decide, outcomeOf, type Decision, type ReviewerVerdict } from '@/src/domain/decision';
import type { RegistrationId } from '@/src/domain/registration';
import type { Decisions } from '../ports/decisions';
import type { PendingRegistrations } from '../ports/pending-registrations';

type Ports = {
  pending: Pick<PendingRegistrations, 'find' | 'remove'>;
  decisions: Pick<Decisions, 'find' | 'record'>;
  now: () => Date;
  /** Hears why an entry stays on the pending list although its decision is stored; the reconciler takes it off later. */
  onNotRemoved: (error: unknown) => void;
};

export type DecideRegistration = {
  registrationId: RegistrationId;
  verdict: ReviewerVerdict;
  reason?: string;
  decidedBy: string;
};

/** `agreed`: the decision that stands says what was asked for; `overruled`: somebody decided otherwise before. */
export type DecideOutcome =
  { kind: 'agreed'; decision: Decision } | { kind: 'overruled'; decision: Decision } | { kind: 'unknown' };

/**
 * Decides a pending registration, once. Whoever comes second gets the first decision, which is told even while the list
 * cannot be read, or the decisions not be written. Otherwise it rejects, and it is safe to ask again.
 */
export const decideRegistration =
  (ports: Ports) =>
  async (request: DecideRegistration): Promise<DecideOutcome> => {
    const { registrationId, verdict } = request;
    try {
      const decision = await decideOnce(ports, request);
      return decision ? compare(decision, verdict) : { kind: 'unknown' };
    } catch (error) {
      const earlier = await ports.decisions.find(registrationId).catch(() => undefined);
      if (!earlier) throw error;
      return compare(earlier, verdict);
    }
  };

/** The decision that stands afterwards; undefined for a registration that never came. */
const decideOnce = async (
  { pending, decisions, now, onNotRemoved }: Ports,
  { registrationId, ...request }: DecideRegistration,
): Promise<Decision | undefined> => {
  const registration = await pending.find(registrationId);
  if (!registration) return decisions.find(registrationId);

  // The store of decisions arbitrates, and the entry leaves the pending list only after it. A crash in between leaves an entry whose
  // decision is known, which the reconciler removes; the other order could lose an applicant.
  const { decision } = await decisions.record(decide(registration, request, now()), registration);
  await pending.remove(registrationId, decision.outcome).catch(onNotRemoved);
  return decision;
};

const compare = (decision: Decision, verdict: ReviewerVerdict): DecideOutcome => ({
  kind: decision.outcome === outcomeOf(verdict) ? 'agreed' : 'overruled',
  decision,
});

import { decide, outcomeOf, type Decision, type ReviewerVerdict } from '@/src/domain/decision';
import type { PendingRegistration, RegistrationId } from '@/src/domain/registration';
import type { Decisions } from '../ports/decisions';
import type { PendingRegistrations } from '../ports/pending-registrations';

type Ports = {
  pending: Pick<PendingRegistrations, 'findAll' | 'remove'>;
  decisions: Pick<Decisions, 'findAll' | 'recordAll'>;
  now: () => Date;
  /** Hears why an entry stays on the pending list although its decision is stored; the outbox takes it off later. */
  onNotRemoved: (error: unknown) => void;
};

/** One verdict on one registration, or on 500 at most. */
export type DecideRegistrations = {
  registrationIds: readonly RegistrationId[];
  verdict: ReviewerVerdict;
  reason?: string;
  decidedBy: string;
};

/** `agreed`: the decision that stands says what was asked for; `overruled`: somebody decided otherwise before. */
export type DecideOutcome =
  { kind: 'agreed'; decision: Decision } | { kind: 'overruled'; decision: Decision } | { kind: 'unknown' };

/**
 * Decides pending registrations, each once; the outcomes stand in the order of the ids. Whoever comes second gets the
 * first decision, which is told even while the list cannot be read, or the decisions not be written. Where one of them
 * could not be decided it rejects, and it is safe to ask for all of them again.
 */
export const decideRegistrations =
  (ports: Ports) =>
  async (request: DecideRegistrations): Promise<DecideOutcome[]> => {
    const { registrationIds, verdict } = request;
    const outcomesBy = (decided: ReadonlyMap<RegistrationId, Decision>): DecideOutcome[] =>
      registrationIds.map((id) => compare(decided.get(id), verdict));
    try {
      return outcomesBy(await decideOnce(ports, request));
    } catch (error) {
      const earlier = await ports.decisions.findAll(registrationIds).catch(() => undefined);
      if (!earlier || registrationIds.some((id) => !earlier.has(id))) throw error;
      return outcomesBy(earlier);
    }
  };

/** The decisions that stand afterwards; none for a registration that never came. */
const decideOnce = async (
  { pending, decisions, now, onNotRemoved }: Ports,
  { registrationIds, ...request }: DecideRegistrations,
): Promise<Map<RegistrationId, Decision>> => {
  const ids = [...new Set(registrationIds)];
  const found = await pending.findAll(ids);
  const standing = await decisions.findAll(ids.filter((id) => !found.has(id)));

  // The store of decisions arbitrates, and an entry leaves the pending list only after it. A crash in between leaves an
  // entry whose decision is known, which the outbox takes off; the other order could lose an applicant.
  const wanted = [...found.values()].map((registration: PendingRegistration) => ({
    registration,
    decision: decide(registration, request, now()),
  }));
  for (const { decision } of await decisions.recordAll(wanted))
    standing.set(decision.registrationId, decision);
  await Promise.all(
    [...found.keys()].map((id) => pending.remove(id, standing.get(id)!.outcome).catch(onNotRemoved)),
  );
  return standing;
};

const compare = (decision: Decision | undefined, verdict: ReviewerVerdict): DecideOutcome => {
  if (!decision) return { kind: 'unknown' };
  return { kind: decision.outcome === outcomeOf(verdict) ? 'agreed' : 'overruled', decision };
};

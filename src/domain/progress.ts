import type { Decision, StageTimes } from './decision';
import type { PendingRegistration, RegistrationId } from './registration';

/** What the holder of the private link may see: the stages passed so far, in order, and the reason of a rejection. */
export type RegistrationProgress = {
  registrationId: RegistrationId;
  status: 'submitted' | 'pending' | 'approved' | 'rejected';
  steps: ProgressStep[];
  reason?: string;
  /** A store could not be read, so it may be further than this says. */
  incomplete?: true;
};

type StepName = 'submitted' | 'queued' | 'pending' | 'approved' | 'rejected';
type ProgressStep = { name: StepName; at: Date };

/** What the stores know of one registration; the token's own time of acceptance is known before any store's. */
export type KnownFacts = {
  registrationId: RegistrationId;
  acceptedAt: Date;
  queued?: { submittedAt: Date; queuedAt: Date };
  pending?: PendingRegistration;
  decision?: Decision;
  /** Some store did not say what it knows. */
  incomplete?: boolean;
};

/** Tells the furthest state that any store has seen. A decision beats the pending list, which beats the queue. */
export const progressOf = ({
  registrationId,
  acceptedAt,
  queued,
  pending,
  decision,
  incomplete,
}: KnownFacts): RegistrationProgress => {
  if (decision) return decidedProgress(decision);
  const times = pending ?? queued;
  const steps = stages({ submittedAt: acceptedAt, ...times });
  return {
    registrationId,
    status: pending ? 'pending' : 'submitted',
    steps,
    ...(incomplete && { incomplete }),
  };
};

const decidedProgress = (decision: Decision): RegistrationProgress => {
  const { registrationId, decidedAt, times } = decision;
  const steps = stages({ ...times, pendingSince: times.pendingSince ?? decidedAt });
  switch (decision.outcome) {
    case 'approved':
      return { registrationId, status: 'approved', steps: [...steps, { name: 'approved', at: decidedAt }] };
    case 'rejected':
      return {
        registrationId,
        status: 'rejected',
        steps: [...steps, { name: 'rejected', at: decidedAt }],
        reason: decision.reason,
      };
    case 'duplicate':
      // Whoever holds this link need not own the address, so it must not tell that the address is known.
      return { registrationId, status: 'pending', steps };
  }
};

type StagesPassed = Pick<StageTimes, 'submittedAt'> & Partial<StageTimes>;

const stages = ({ submittedAt, queuedAt, pendingSince }: StagesPassed): ProgressStep[] => [
  { name: 'submitted', at: submittedAt },
  ...(queuedAt ? [{ name: 'queued' as const, at: queuedAt }] : []),
  ...(pendingSince ? [{ name: 'pending' as const, at: pendingSince }] : []),
];

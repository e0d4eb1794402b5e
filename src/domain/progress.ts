import type { Decision } from './decision';
import type { PendingRegistration, RegistrationId } from './registration';

/** What the holder of the private link may see: the hops passed so far, in order, and the reason of a rejection. */
export type RegistrationProgress = {
  registrationId: RegistrationId;
  status: 'submitted' | 'pending' | 'approved' | 'rejected';
  steps: ProgressStep[];
  reason?: string;
};

export type StepName = 'submitted' | 'queued' | 'pending' | 'approved' | 'rejected';
export type ProgressStep = { name: StepName; at: Date };

/** What the stores know of one registration; the token's own time of acceptance is known before any store's. */
export type Sightings = {
  registrationId: RegistrationId;
  acceptedAt: Date;
  queued?: { submittedAt: Date; queuedAt: Date };
  pending?: PendingRegistration;
  decision?: Decision;
};

/** Tells the furthest state that any store has seen. A decision beats the pending list, which beats the queue. */
export const progressOf = ({
  registrationId,
  acceptedAt,
  queued,
  pending,
  decision,
}: Sightings): RegistrationProgress => {
  if (decision) return decidedProgress(decision);
  const times = pending ?? queued;
  const steps = hops({ submittedAt: acceptedAt, ...times });
  return { registrationId, status: pending ? 'pending' : 'submitted', steps };
};

const decidedProgress = ({
  registrationId,
  verdict,
  decidedAt,
  times,
  reason,
}: Decision): RegistrationProgress => {
  const steps = hops({ ...times, pendingSince: times.pendingSince ?? decidedAt });
  switch (verdict) {
    case 'approve':
      return { registrationId, status: 'approved', steps: [...steps, { name: 'approved', at: decidedAt }] };
    case 'reject':
      return {
        registrationId,
        status: 'rejected',
        steps: [...steps, { name: 'rejected', at: decidedAt }],
        reason,
      };
    case 'duplicate':
      // Whoever holds this link need not own the address, so it must not tell that the address is known.
      return { registrationId, status: 'pending', steps };
  }
};

type HopTimes = { submittedAt: Date; queuedAt?: Date; pendingSince?: Date };

const hops = ({ submittedAt, queuedAt, pendingSince }: HopTimes): ProgressStep[] => [
  { name: 'submitted', at: submittedAt },
  ...(queuedAt ? [{ name: 'queued' as const, at: queuedAt }] : []),
  ...(pendingSince ? [{ name: 'pending' as const, at: pendingSince }] : []),
];

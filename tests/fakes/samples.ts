import { randomUUID } from 'node:crypto';
import { decide, decideDuplicate, type Decision, type Outcome } from '@/src/domain/decision';
import { admit, queue, submit, toRegistrationId, type RegistrationId } from '@/src/domain/registration';

/** Valid things of the domain; each call makes a different registration and a different person. */
export const aRegistrationId = (): RegistrationId => toRegistrationId(randomUUID())!;

let people = 0;

type Overrides = { id?: RegistrationId; email?: string; at?: Date };

export const aSubmitted = ({
  id = aRegistrationId(),
  email,
  at = new Date('2026-03-01T12:00:00Z'),
}: Overrides = {}) => {
  people += 1;
  const unique = `person-${process.pid}-${Date.now()}-${people}@example.org`;
  return submit(id, { name: `Person ${people}`, email: email ?? unique, reason: 'I grow tomatoes.' }, at);
};

export const aQueued = (overrides: Overrides = {}) => {
  const submitted = aSubmitted(overrides);
  return queue(submitted, new Date(submitted.submittedAt.getTime() + 10));
};

export const aPending = (overrides: Overrides = {}) => {
  const queued = aQueued(overrides);
  return admit(queued, new Date(queued.queuedAt.getTime() + 10));
};

type DecisionOverrides = {
  outcome?: Outcome;
  decidedBy?: string;
  reason?: string;
  duplicateOf?: RegistrationId;
};

export const aDecision = (
  registration: ReturnType<typeof aPending>,
  { outcome = 'approved', decidedBy = 'ana@example.org', reason, duplicateOf }: DecisionOverrides = {},
): Decision => {
  const now = new Date(registration.pendingSince.getTime() + 1_000);
  switch (outcome) {
    case 'approved':
      return decide(registration, { verdict: 'approve', decidedBy }, now);
    case 'rejected':
      return decide(registration, { verdict: 'reject', reason, decidedBy }, now);
    case 'duplicate':
      return decideDuplicate(registration, duplicateOf ?? aRegistrationId(), now);
  }
};

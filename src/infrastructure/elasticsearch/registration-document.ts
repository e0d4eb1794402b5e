import { outcomeOf, type Decision } from '@/src/domain/decision';
import type { QueuedRegistration } from '@/src/domain/registration';

/** A registration's own event numbers, used as external versions: a later event always wins, in whatever order. */
export const VERSIONS = { submitted: 1, decided: 2 } as const;

export type RegistrationDocument = {
  registrationId: string;
  status: string;
  name?: string;
  email?: string;
  reason?: string;
  submittedAt: string;
  queuedAt: string;
  pendingSince?: string;
  decidedAt?: string;
  decidedBy?: string;
  decisionReason?: string;
  duplicateOf?: string;
};

export const queuedDocument = ({
  id,
  applicant,
  submittedAt,
  queuedAt,
}: QueuedRegistration): RegistrationDocument => ({
  registrationId: id,
  status: 'submitted',
  ...applicant,
  submittedAt: submittedAt.toISOString(),
  queuedAt: queuedAt.toISOString(),
});

/** `known` is the document as it stands; where the sign-up has not arrived yet, the decision stands alone. */
export const decidedDocument = (decision: Decision, known?: RegistrationDocument): RegistrationDocument => ({
  submittedAt: decision.times.submittedAt.toISOString(),
  queuedAt: decision.times.queuedAt.toISOString(),
  ...known,
  registrationId: decision.registrationId,
  status: outcomeOf(decision.verdict),
  pendingSince: decision.times.pendingSince?.toISOString(),
  decidedAt: decision.decidedAt.toISOString(),
  decidedBy: decision.decidedBy,
  decisionReason: decision.reason,
  duplicateOf: decision.duplicateOf,
});

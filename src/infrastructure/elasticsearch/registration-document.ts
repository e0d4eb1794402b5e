import type { RecordedState } from '@/src/application/ports/registration-records';
import type { Decision } from '@/src/domain/decision';
import { type Language, LANGUAGES } from '@/src/domain/language';
import { toApplicant, toRegistrationId, type QueuedRegistration } from '@/src/domain/registration';

/** A registration's own event numbers, used as external versions: a later event always wins, in whatever order. */
export const VERSIONS = { submitted: 1, decided: 2 } as const;

export type RegistrationDocument = {
  registrationId: string;
  status: RecordedState['status'];
  name?: string;
  email?: string;
  reason?: string;
  language?: string;
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
  status: decision.outcome,
  pendingSince: decision.times.pendingSince?.toISOString(),
  decidedAt: decision.decidedAt.toISOString(),
  decidedBy: decision.decidedBy,
  decisionReason: decision.outcome === 'rejected' ? decision.reason : undefined,
  duplicateOf: decision.outcome === 'duplicate' ? decision.duplicateOf : undefined,
});

/** What is left of a document whose texts its store does not take: who, which state, and when. */
export const withoutTexts = (document: RegistrationDocument): RegistrationDocument => ({
  ...document,
  name: undefined,
  email: undefined,
  reason: undefined,
  decisionReason: undefined,
});

/** The registration as it was queued; undefined for a document that holds no applicant. */
export const queuedRegistrationOf = (
  document: RegistrationDocument | undefined,
): QueuedRegistration | undefined => {
  const id = document && toRegistrationId(document.registrationId);
  if (!id || document.name === undefined || document.email === undefined) return undefined;
  return {
    id,
    applicant: toApplicant({
      name: document.name,
      email: document.email,
      reason: document.reason ?? '',
      language: languageIn(document),
    }),
    submittedAt: new Date(document.submittedAt),
    queuedAt: new Date(document.queuedAt),
    status: 'queued',
  };
};

const languageIn = ({ language }: RegistrationDocument): Language | undefined =>
  LANGUAGES.find((known) => known === language);

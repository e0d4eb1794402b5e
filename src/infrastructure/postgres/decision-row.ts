import type { Decision } from '@/src/domain/decision';
import type { RegistrationId } from '@/src/domain/registration';
import type { Decision as DecisionRow } from './generated/client';

/** A decision as its table keeps it. */
export const toRow = ({ times, reason, duplicateOf, ...decision }: Decision): DecisionRow => ({
  ...decision,
  reason: reason ?? null,
  duplicateOf: duplicateOf ?? null,
  submittedAt: times.submittedAt,
  queuedAt: times.queuedAt,
  pendingSince: times.pendingSince ?? null,
});

export const fromRow = (row: DecisionRow): Decision => ({
  registrationId: row.registrationId as RegistrationId,
  verdict: row.verdict,
  reason: row.reason ?? undefined,
  decidedBy: row.decidedBy,
  decidedAt: row.decidedAt,
  duplicateOf: (row.duplicateOf as RegistrationId | null) ?? undefined,
  times: {
    submittedAt: row.submittedAt,
    queuedAt: row.queuedAt,
    pendingSince: row.pendingSince ?? undefined,
  },
});

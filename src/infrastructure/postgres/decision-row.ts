import type { Decision } from '@/src/domain/decision';
import type { RegistrationId } from '@/src/domain/registration';
import type { Decision as DecisionRow } from './generated/client';

export type { Decision as DecisionRow } from './generated/client';

/** The columns of the table under the names of a row. */
export const DECISION_COLUMNS = `registration_id AS "registrationId", verdict::text AS verdict, reason, decided_by AS "decidedBy",
  decided_at AS "decidedAt", duplicate_of AS "duplicateOf", submitted_at AS "submittedAt", queued_at AS "queuedAt",
  pending_since AS "pendingSince"`;

const VERDICTS = { approved: 'approve', rejected: 'reject', duplicate: 'duplicate' } as const;

/** A decision as its table keeps it. */
export const toRow = (decision: Decision): DecisionRow => {
  const { registrationId, outcome, decidedBy, decidedAt, times } = decision;
  return {
    registrationId,
    verdict: VERDICTS[outcome],
    reason: (decision.outcome === 'rejected' && decision.reason) || null,
    decidedBy,
    decidedAt,
    duplicateOf: decision.outcome === 'duplicate' ? decision.duplicateOf : null,
    submittedAt: times.submittedAt,
    queuedAt: times.queuedAt,
    pendingSince: times.pendingSince ?? null,
  };
};

export const fromRow = (row: DecisionRow): Decision => {
  const { submittedAt, queuedAt, pendingSince } = row;
  const facts = {
    registrationId: row.registrationId as RegistrationId,
    decidedBy: row.decidedBy,
    decidedAt: row.decidedAt,
    times: { submittedAt, queuedAt, pendingSince: pendingSince ?? undefined },
  };
  switch (row.verdict) {
    case 'approve':
      return { ...facts, outcome: 'approved' };
    case 'reject':
      return { ...facts, outcome: 'rejected', reason: row.reason ?? undefined };
    case 'duplicate':
      if (!row.duplicateOf) throw new Error(`${row.registrationId} is a duplicate of nothing`);
      return { ...facts, outcome: 'duplicate', duplicateOf: row.duplicateOf as RegistrationId };
  }
};

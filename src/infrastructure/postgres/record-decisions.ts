import type { WantedDecision } from '@/src/application/ports/decisions';
import { emailKeyOf, normaliseEmail } from '@/src/domain/email';
import type { RegistrationId } from '@/src/domain/registration';
import { DECISION_COLUMNS, type DecisionRow, fromRow, toRow } from './decision-row';
import { EFFECTS, OUTBOX_CHANNEL } from './outbox';
import { Prisma, type PrismaClient } from './prisma-client';

/**
 * Records decisions in one statement, each with its account, its audit row and its outbox row; answers those that were
 * recorded, by registration. Whoever was decided before is left alone: the primary key lets in the first. An approval
 * for an address with an account is stored as a duplicate, as `settleAgainstAccount` has it; two for one address at the
 * same moment violate a unique index, and then nothing is recorded. Rows go in by id, so that no two statements wait for
 * each other. It wakes whoever listens to the outbox.
 */
export const recordDecisions = async (prisma: PrismaClient, wanted: readonly WantedDecision[]) => {
  const rows = await prisma.$queryRaw<DecisionRow[]>`
    WITH wanted AS (
      SELECT w.*, account.registration_id AS owner
      FROM jsonb_to_recordset(${JSON.stringify(wanted.map(toInput))}::jsonb) AS w(
        registration_id uuid, verdict text, reason text, decided_by text, decided_at timestamptz, duplicate_of uuid,
        submitted_at timestamptz, queued_at timestamptz, pending_since timestamptz, name text, email text, email_key text)
      LEFT JOIN accounts AS account
        ON w.verdict = 'approve' AND account.email_key = w.email_key AND account.registration_id <> w.registration_id
    ), recorded AS (
      INSERT INTO decisions (registration_id, verdict, reason, decided_by, decided_at, duplicate_of, submitted_at, queued_at,
        pending_since)
      SELECT registration_id, (CASE WHEN owner IS NULL THEN verdict ELSE 'duplicate' END)::verdict, reason, decided_by,
        decided_at, coalesce(owner, duplicate_of), submitted_at, queued_at, pending_since
      FROM wanted ORDER BY registration_id
      ON CONFLICT DO NOTHING
      RETURNING *
    ), opened AS (
      INSERT INTO accounts (id, registration_id, name, email, email_key, created_at)
      SELECT gen_random_uuid(), registration_id, wanted.name, wanted.email, wanted.email_key, recorded.decided_at
      FROM recorded JOIN wanted USING (registration_id)
      WHERE recorded.verdict = 'approve' ORDER BY registration_id
    ), audited AS (
      INSERT INTO audit_log (at, actor, action, subject)
      SELECT decided_at, decided_by, 'registration.' || CASE verdict
        WHEN 'approve' THEN 'approved' WHEN 'reject' THEN 'rejected' ELSE 'duplicate' END, registration_id
      FROM recorded
    ), owed AS (
      INSERT INTO outbox (effect, registration_id)
      SELECT effect, registration_id FROM recorded, unnest(${EFFECTS}::text[]) AS effect
    )
    SELECT ${Prisma.raw(DECISION_COLUMNS)}, pg_notify(${OUTBOX_CHANNEL}, '')::text
    FROM recorded`;
  return new Map(rows.map((row) => [row.registrationId as RegistrationId, fromRow(row)]));
};

const toInput = ({ decision, registration: { applicant } }: WantedDecision) => {
  const { registrationId, verdict, reason, decidedBy, decidedAt, duplicateOf, ...times } = toRow(decision);
  return {
    registration_id: registrationId,
    verdict,
    reason,
    decided_by: decidedBy,
    decided_at: decidedAt,
    duplicate_of: duplicateOf,
    submitted_at: times.submittedAt,
    queued_at: times.queuedAt,
    pending_since: times.pendingSince,
    name: applicant.name,
    email: normaliseEmail(applicant.email),
    email_key: emailKeyOf(applicant.email),
  };
};

import type { WantedDecision } from '@/src/application/ports/decisions';
import { emailKeyOf, normaliseEmail } from '@/src/domain/email';
import type { RegistrationId } from '@/src/domain/registration';
import { DECISION_COLUMNS, type DecisionRow, fromRow, toRow } from './decision-row';
import { EFFECTS, OUTBOX_CHANNEL } from './outbox';
import { Prisma, type PrismaClient } from './prisma-client';

/**
 * Records decisions in one statement, each with its account, its audit row, its outbox rows and the notice that it owes;
 * answers those that were recorded, by registration. Whoever was decided before is left alone: the primary key lets in
 * the first. An approval for an address with an account is stored as a duplicate, as `settleAgainstAccount` has it; one of
 * the staff, whose account no registration opened, keeps that account. Two for one address at the same moment violate a
 * unique index, and then nothing is recorded. Rows go in by id, so that no two statements wait for each other. It wakes
 * whoever listens to the outbox.
 */
export const recordDecisions = async (prisma: PrismaClient, wanted: readonly WantedDecision[]) => {
  const rows = await prisma.$queryRaw<DecisionRow[]>`
    WITH wanted AS (
      SELECT w.*, account.registration_id AS owner
      FROM jsonb_to_recordset(${JSON.stringify(wanted.map(toInput))}::jsonb) AS w(
        registration_id uuid, verdict text, reason text, decided_by text, decided_at timestamptz, duplicate_of uuid,
        submitted_at timestamptz, queued_at timestamptz, pending_since timestamptz, name text, email text, email_key text, language text)
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
    ), ${ACCOUNTS}, notified AS (${NOTICES}
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

/** The account of each approval: the one that somebody of the staff has, or a new one. */
const ACCOUNTS = Prisma.sql`
  approved AS (
    SELECT registration_id, wanted.name, wanted.email, wanted.email_key, recorded.decided_at, wanted.language
    FROM recorded JOIN wanted USING (registration_id) WHERE recorded.verdict = 'approve'
  ), staff AS (
    UPDATE accounts SET registration_id = approved.registration_id
    FROM approved WHERE accounts.email_key = approved.email_key AND accounts.registration_id IS NULL
    RETURNING accounts.id, accounts.registration_id
  ), opened AS (
    INSERT INTO accounts (id, registration_id, name, email, email_key, created_at, language)
    SELECT gen_random_uuid(), * FROM approved
    WHERE registration_id NOT IN (SELECT registration_id FROM staff) ORDER BY registration_id
    RETURNING id, registration_id
  )`;

/** The mails that approvals and rejections owe; `opened` and `staff` are the accounts of the approvals. */
const NOTICES = Prisma.sql`
  INSERT INTO notices (key, kind, registration_id, account_id, name, email, language, reason, created_at, due_at)
  SELECT kind || ':' || registration_id, kind, registration_id, owner.id, wanted.name, wanted.email, wanted.language,
    recorded.reason, recorded.decided_at, recorded.decided_at
  FROM recorded JOIN wanted USING (registration_id)
    LEFT JOIN (TABLE staff UNION ALL TABLE opened) AS owner USING (registration_id),
    LATERAL (SELECT CASE recorded.verdict WHEN 'approve' THEN 'approved' ELSE 'rejected' END) AS owed(kind)
  WHERE recorded.verdict IN ('approve', 'reject')`;

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
    language: applicant.language,
  };
};

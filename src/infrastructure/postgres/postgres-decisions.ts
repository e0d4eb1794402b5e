import {
  type Accounts,
  type DecisionRecord,
  type Decisions,
  KEPT_REPEATS,
  type RepeatedSignUps,
} from '@/src/application/ports/decisions';
import { settleAgainstAccount, type Approval, type Decision } from '@/src/domain/decision';
import { emailKeyOf, normaliseEmail } from '@/src/domain/email';
import type { RegistrationId } from '@/src/domain/registration';
import { failpoint } from '../failpoints/failpoint';
import type { Decision as DecisionRow } from './generated/client';
import { addToOutbox } from './outbox';
import { Prisma, type PrismaClient } from './prisma-client';

type Registration = Parameters<Decisions['record']>[1];

const UNIQUE_VIOLATION = 'P2002';

/** The decisions in Postgres: the primary key arbitrates, and everything a decision entails shares its transaction. */
export class PostgresDecisions implements Decisions {
  constructor(private readonly prisma: PrismaClient) {}

  async record(decision: Decision, registration: Registration): Promise<DecisionRecord> {
    try {
      return await this.#tryOnce(decision, registration);
    } catch (error) {
      // Two approvals for the same address at the same moment: the account that was second sees the first one now.
      if (isUniqueViolation(error)) return this.#tryOnce(decision, registration);
      throw error;
    }
  }

  async find(id: RegistrationId): Promise<Decision | undefined> {
    const row = await this.prisma.decision.findUnique({ where: { registrationId: id } });
    return row ? fromRow(row) : undefined;
  }

  async findAll(ids: readonly RegistrationId[]): Promise<Map<RegistrationId, Decision>> {
    if (ids.length === 0) return new Map();
    const rows = await this.prisma.decision.findMany({ where: { registrationId: { in: [...ids] } } });
    return new Map(rows.map(fromRow).map((decision) => [decision.registrationId, decision]));
  }

  /** What it reads and sends does not grow with how often somebody signed up; only the count walks an index. */
  async repeatedSignUpsOf(ids: readonly RegistrationId[]): Promise<Map<RegistrationId, RepeatedSignUps>> {
    if (ids.length === 0) return new Map();
    return byOriginal(
      await this.prisma.$queryRaw<RepeatRow[]>`
      SELECT original.id::text AS "original", counted.count, latest.ms
      FROM unnest(${[...ids]}::uuid[]) AS original(id)
      CROSS JOIN LATERAL (
        SELECT count(*)::int AS count FROM decisions WHERE duplicate_of = original.id
      ) AS counted
      CROSS JOIN LATERAL (
        SELECT (extract(epoch FROM submitted_at) * 1000)::float8 AS ms
        FROM decisions WHERE duplicate_of = original.id
        ORDER BY submitted_at DESC LIMIT ${KEPT_REPEATS}
      ) AS latest
      ORDER BY latest.ms`,
    );
  }

  async #tryOnce(wanted: Decision, registration: Registration): Promise<DecisionRecord> {
    const record = await this.prisma.$transaction(async (transaction) => {
      const decision =
        wanted.outcome === 'approved' ? await settle(transaction, wanted, registration) : wanted;
      const { count } = await transaction.decision.createMany({
        data: [toRow(decision)],
        skipDuplicates: true,
      });
      if (count === 0) {
        const standing = await transaction.decision.findUniqueOrThrow({
          where: { registrationId: wanted.registrationId },
        });
        return { recorded: false, decision: fromRow(standing) };
      }
      if (decision.outcome === 'approved') await openAccount(transaction, decision, registration);
      await transaction.auditEntry.create({ data: auditEntryOf(decision) });
      await addToOutbox(transaction, decision);
      return { recorded: true, decision };
    });
    failpoint('after-postgres-commit');
    return record;
  }
}

/** The accounts in Postgres. */
export class PostgresAccounts implements Accounts {
  constructor(private readonly prisma: PrismaClient) {}

  async ownersOf(emailKeys: readonly string[]): Promise<Map<string, RegistrationId>> {
    if (emailKeys.length === 0) return new Map();
    const accounts = await this.prisma.account.findMany({
      where: { emailKey: { in: [...emailKeys] } },
      select: { emailKey: true, registrationId: true },
    });
    return new Map(
      accounts.map(({ emailKey, registrationId }) => [emailKey, registrationId as RegistrationId]),
    );
  }
}

type RepeatRow = { original: string; count: number; ms: number };

const byOriginal = (rows: readonly RepeatRow[]): Map<RegistrationId, RepeatedSignUps> => {
  const repeats = new Map<RegistrationId, RepeatedSignUps>();
  for (const { original, count, ms } of rows) {
    const id = original as RegistrationId;
    if (!repeats.has(id)) repeats.set(id, { count, last: [] });
    repeats.get(id)?.last.push(new Date(ms));
  }
  return repeats;
};

/** Only an approval is worth the look at the accounts. */
const settle = async (
  transaction: Prisma.TransactionClient,
  approval: Approval,
  { applicant }: Registration,
): Promise<Decision> => {
  const where = { emailKey: emailKeyOf(applicant.email) };
  const account = await transaction.account.findUnique({ where, select: { registrationId: true } });
  return settleAgainstAccount(approval, account?.registrationId as RegistrationId | undefined);
};

const openAccount = async (
  transaction: Prisma.TransactionClient,
  { decidedAt }: Approval,
  { id, applicant }: Registration,
): Promise<void> => {
  const email = normaliseEmail(applicant.email);
  const emailKey = emailKeyOf(applicant.email);
  await transaction.account.create({
    data: { registrationId: id, name: applicant.name, email, emailKey, createdAt: decidedAt },
  });
};

const auditEntryOf = ({ registrationId, outcome, decidedBy, decidedAt }: Decision) => ({
  at: decidedAt,
  actor: decidedBy,
  action: `registration.${outcome}`,
  subject: registrationId,
});

const isUniqueViolation = (error: unknown): boolean =>
  error instanceof Prisma.PrismaClientKnownRequestError && error.code === UNIQUE_VIOLATION;

const VERDICTS = { approved: 'approve', rejected: 'reject', duplicate: 'duplicate' } as const;

/** A decision as its table keeps it. */
const toRow = (decision: Decision): DecisionRow => {
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

const fromRow = (row: DecisionRow): Decision => {
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

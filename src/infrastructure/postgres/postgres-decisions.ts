import type { DecisionRecord, Decisions } from '@/src/application/ports/decisions';
import { outcomeOf, type Decision } from '@/src/domain/decision';
import { emailKeyOf, normaliseEmail } from '@/src/domain/email';
import type { RegistrationId } from '@/src/domain/registration';
import { failpoint } from '../failpoints/failpoint';
import { fromRow, toRow } from './decision-row';
import { addToOutbox } from './outbox';
import { Prisma, type PrismaClient } from './prisma-client';

type Registration = Parameters<Decisions['record']>[1];

const UNIQUE_VIOLATION = 'P2002';

/** The decisions in Postgres: the primary key arbitrates, and everything a decision entails shares its transaction. */
export class PostgresDecisions implements Decisions {
  constructor(private readonly prisma: PrismaClient) {}

  async record(decision: Decision, registration: Registration): Promise<DecisionRecord> {
    try {
      return await this.#attempt(decision, registration);
    } catch (error) {
      // Two approvals for the same address at the same moment: the account that was second sees the first one now.
      if (isUniqueViolation(error)) return this.#attempt(decision, registration);
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

  async repeatedSignUpsOf(ids: readonly RegistrationId[]): Promise<Map<RegistrationId, Date[]>> {
    if (ids.length === 0) return new Map();
    const rows = await this.prisma.decision.findMany({
      where: { duplicateOf: { in: [...ids] } },
      select: { duplicateOf: true, submittedAt: true },
      orderBy: { submittedAt: 'asc' },
    });
    return timesByOriginal(rows.map((row) => ({ ...row, duplicateOf: row.duplicateOf as RegistrationId })));
  }

  async #attempt(wanted: Decision, registration: Registration): Promise<DecisionRecord> {
    const record = await this.prisma.$transaction(async (transaction) => {
      const decision = await asDuplicateIfKnown(transaction, wanted, registration);
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
      if (decision.verdict === 'approve') await openAccount(transaction, decision, registration);
      await transaction.auditEntry.create({ data: auditEntryOf(decision) });
      await addToOutbox(transaction, decision);
      return { recorded: true, decision };
    });
    failpoint('after-postgres-commit');
    return record;
  }
}

const timesByOriginal = (rows: readonly { duplicateOf: RegistrationId; submittedAt: Date }[]) => {
  const times = new Map<RegistrationId, Date[]>();
  for (const { duplicateOf, submittedAt } of rows) {
    times.set(duplicateOf, [...(times.get(duplicateOf) ?? []), submittedAt]);
  }
  return times;
};

/** An approval for an address that has an account opens no second one. */
const asDuplicateIfKnown = async (
  transaction: Prisma.TransactionClient,
  wanted: Decision,
  { id, applicant }: Registration,
): Promise<Decision> => {
  if (wanted.verdict !== 'approve') return wanted;
  const account = await transaction.account.findUnique({ where: { emailKey: emailKeyOf(applicant.email) } });
  if (!account || account.registrationId === id) return wanted;
  return {
    ...wanted,
    verdict: 'duplicate',
    duplicateOf: account.registrationId as RegistrationId,
    reason: undefined,
  };
};

const openAccount = async (
  transaction: Prisma.TransactionClient,
  { decidedAt }: Decision,
  { id, applicant }: Registration,
): Promise<void> => {
  const email = normaliseEmail(applicant.email);
  const emailKey = emailKeyOf(applicant.email);
  await transaction.account.create({
    data: { registrationId: id, name: applicant.name, email, emailKey, createdAt: decidedAt },
  });
};

const auditEntryOf = ({ registrationId, verdict, decidedBy, decidedAt }: Decision) => ({
  at: decidedAt,
  actor: decidedBy,
  action: `registration.${outcomeOf(verdict)}`,
  subject: registrationId,
});

const isUniqueViolation = (error: unknown): boolean =>
  error instanceof Prisma.PrismaClientKnownRequestError && error.code === UNIQUE_VIOLATION;

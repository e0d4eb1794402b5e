import {
  type Accounts,
  type DecisionRecord,
  type Decisions,
  KEPT_REPEATS,
  type RepeatedSignUps,
  type WantedDecision,
} from '@/src/application/ports/decisions';
import type { Decision } from '@/src/domain/decision';
import type { RegistrationId } from '@/src/domain/registration';
import { failpoint } from '../failpoints/failpoint';
import { DECISION_COLUMNS, type DecisionRow, fromRow } from './decision-row';
import { Prisma, type PrismaClient } from './prisma-client';
import { recordDecisions } from './record-decisions';

/** SQLSTATE unique_violation. */
const UNIQUE_VIOLATION = '23505';

const PAGE_SIZE = 500;

/** The decisions in Postgres: the primary key arbitrates, and everything a decision entails shares its transaction. */
export class PostgresDecisions implements Decisions {
  constructor(private readonly prisma: PrismaClient) {}

  async record(
    decision: WantedDecision['decision'],
    registration: WantedDecision['registration'],
  ): Promise<DecisionRecord> {
    const [record] = await this.recordAll([{ decision, registration }]);
    return record!;
  }

  async recordAll(wanted: readonly WantedDecision[]): Promise<DecisionRecord[]> {
    if (wanted.length === 0) return [];
    const recorded = await this.#recordOnce(wanted);
    failpoint('after-postgres-commit');
    const others = wanted.map(({ decision }) => decision.registrationId).filter((id) => !recorded.has(id));
    const standing = await this.findAll(others);
    return wanted.map(({ decision: { registrationId: id } }) => {
      const own = recorded.get(id);
      // Whoever stands in the way was committed, or the statement would have waited for it.
      return own ? { recorded: true, decision: own } : { recorded: false, decision: standing.get(id)! };
    });
  }

  async find(id: RegistrationId): Promise<Decision | undefined> {
    const row = await this.prisma.decision.findUnique({ where: { registrationId: id } });
    return row ? fromRow(row) : undefined;
  }

  async findAll(ids: readonly RegistrationId[]): Promise<Map<RegistrationId, Decision>> {
    if (ids.length === 0) return new Map();
    // One parameter for all of them: Prisma would make one of each, and a query of its own for each number of them.
    const rows = await this.prisma.$queryRaw<DecisionRow[]>`
      SELECT ${Prisma.raw(DECISION_COLUMNS)} FROM decisions WHERE registration_id = ANY (${[...ids]}::uuid[])`;
    return new Map(rows.map(fromRow).map((decision) => [decision.registrationId, decision]));
  }

  async *decidedBetween(after: Date, until: Date): AsyncIterable<Decision[]> {
    for (let last: string | undefined; ;) {
      const rows = await this.prisma.decision.findMany({
        where: { decidedAt: { gt: after, lte: until } },
        orderBy: [{ decidedAt: 'asc' }, { registrationId: 'asc' }],
        take: PAGE_SIZE,
        ...(last && { cursor: { registrationId: last }, skip: 1 }),
      });
      if (rows.length > 0) yield rows.map(fromRow);
      if (rows.length < PAGE_SIZE) return;
      last = rows.at(-1)?.registrationId;
    }
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

  /** Two approvals for the same address at the same moment: whoever was second sees the account of the first one then. */
  async #recordOnce(wanted: readonly WantedDecision[]): Promise<Map<RegistrationId, Decision>> {
    try {
      return await recordDecisions(this.prisma, wanted);
    } catch (error) {
      if (!isUniqueViolation(error)) throw error;
      if (wanted.length === 1) return recordDecisions(this.prisma, wanted);
    }
    const recorded = new Map<RegistrationId, Decision>();
    for (const one of wanted) {
      for (const [id, decision] of await this.#recordOnce([one])) recorded.set(id, decision);
    }
    return recorded;
  }
}

/** The accounts in Postgres. */
export class PostgresAccounts implements Accounts {
  constructor(private readonly prisma: PrismaClient) {}

  async ownersOf(emailKeys: readonly string[]): Promise<Map<string, RegistrationId>> {
    if (emailKeys.length === 0) return new Map();
    const accounts = await this.prisma.$queryRaw<{ emailKey: string; registrationId: RegistrationId }[]>`
      SELECT email_key AS "emailKey", registration_id AS "registrationId" FROM accounts
      WHERE registration_id IS NOT NULL AND email_key = ANY (${[...emailKeys]}::text[])`;
    return new Map(accounts.map(({ emailKey, registrationId }) => [emailKey, registrationId]));
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

/** As Prisma tells it of a raw query. */
const isUniqueViolation = (error: unknown): boolean => {
  const { meta } = error as { meta?: { driverAdapterError?: { cause?: { originalCode?: string } } } };
  return meta?.driverAdapterError?.cause?.originalCode === UNIQUE_VIOLATION;
};

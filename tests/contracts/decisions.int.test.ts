import { afterAll, expect, it } from 'vitest';
import { PostgresAccounts, PostgresDecisions } from '@/src/infrastructure/postgres/postgres-decisions';
import { connectPostgres } from '@/src/infrastructure/postgres/prisma-client';
import { aDecision, aPending } from '../fakes/samples';
import { readServices } from '../harness/product';
import { decisionsContract } from './decisions';

const prisma = connectPostgres(readServices().postgres.url);
const decisions = new PostgresDecisions(prisma);
afterAll(() => prisma.$disconnect());

decisionsContract('Postgres', async () => ({ decisions, accounts: new PostgresAccounts(prisma) }));

const owedEffects = async (id: string): Promise<number> => {
  const rows = await prisma.$queryRaw<{ count: bigint }[]>`
    SELECT count(*) FROM outbox WHERE registration_id = ${id}::uuid`;
  return Number(rows[0]?.count);
};

it('writes one audit row and each effect once for a decision, however many ask', async () => {
  const registration = aPending();
  const asked = Array.from({ length: 5 }, () => decisions.record(aDecision(registration), registration));
  await Promise.all(asked);
  expect(await prisma.auditEntry.count({ where: { subject: registration.id } })).toBe(1);
  expect(await owedEffects(registration.id)).toBe(2);
});

it('leaves nothing of a decision whose transaction fails', async () => {
  const registration = aPending();
  const unstorable = { ...registration, applicant: { ...registration.applicant, name: 'a\u0000b' } };
  await expect(decisions.record(aDecision(registration), unstorable)).rejects.toThrow();
  expect(await decisions.find(registration.id)).toBeUndefined();
  expect(await prisma.auditEntry.count({ where: { subject: registration.id } })).toBe(0);
  expect(await owedEffects(registration.id)).toBe(0);
});

it('keeps none of the applicant with a rejection, in no table', async () => {
  const registration = aPending();
  await decisions.record(aDecision(registration, { outcome: 'rejected' }), registration);
  const rows = await prisma.$queryRaw<{ rows: string }[]>`
    SELECT concat_ws(' ', (SELECT string_agg(d::text, ' ') FROM decisions d WHERE registration_id = ${registration.id}::uuid),
      (SELECT string_agg(a::text, ' ') FROM audit_log a WHERE subject = ${registration.id}),
      (SELECT string_agg(o::text, ' ') FROM outbox o WHERE registration_id = ${registration.id}::uuid)) AS rows`;
  expect(rows[0]?.rows).toContain(registration.id);
  expect(rows[0]?.rows).not.toContain(registration.applicant.email);
  expect(rows[0]?.rows).not.toContain(registration.applicant.reason);
});

it('tells of thousands of sign-ups with one address what it tells of ten', async () => {
  const original = aPending();
  await prisma.$executeRaw`
    INSERT INTO decisions (registration_id, verdict, decided_by, decided_at, duplicate_of, submitted_at, queued_at)
    SELECT gen_random_uuid(), 'duplicate', 'policy', now(), ${original.id}::uuid, '2026-03-01Z'::timestamptz + n * interval '1 s', now()
    FROM generate_series(1, 5000) AS n`;
  const repeats = (await decisions.repeatedSignUpsOf([original.id])).get(original.id);
  expect(repeats?.count).toBe(5_000);
  const last = Array.from({ length: 10 }, (_, index) => Date.UTC(2026, 2, 1, 0, 0, 4_991 + index));
  expect(repeats?.last.map(Number)).toEqual(last);
  await prisma.$executeRaw`DELETE FROM decisions WHERE duplicate_of = ${original.id}::uuid`;
});

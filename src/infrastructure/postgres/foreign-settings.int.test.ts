import { Pool } from 'pg';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { aDecision, aPending } from '@/tests/fakes/samples';
import { type OwnDatabase, ownDatabase } from '@/tests/harness/stores/own-database';
import { migrate } from './migrate';
import { PostgresDecisions } from './postgres-decisions';
import { connectPostgres, type PrismaClient } from './prisma-client';
import { StrictClient } from './strict-client';

// A database as somebody else may run it: everything that a database or a role can say about its sessions is said.
const SETTINGS = {
  TimeZone: 'America/Sao_Paulo',
  DateStyle: 'SQL, DMY',
  IntervalStyle: 'sql_standard',
  search_path: 'elsewhere',
  default_transaction_isolation: 'serializable',
  standard_conforming_strings: 'off',
  statement_timeout: '1ms',
  idle_in_transaction_session_timeout: '1ms',
};

let database: OwnDatabase;
let prisma: PrismaClient;
let plain: Pool;
beforeAll(async () => {
  database = await ownDatabase({ settings: SETTINGS, startsAtOnce: 2 });
  prisma = connectPostgres(database.url);
  plain = new Pool({ connectionString: database.url, max: 1, statement_timeout: 10_000 });
  // The database is dropped under it.
  plain.on('error', () => undefined);
});
afterAll(async () => {
  await Promise.all([prisma.$disconnect(), plain.end()]);
  await database.drop();
});

it('is migrated once by two starts at once, into the schema in which it is looked for', async () => {
  expect(database.migrated.map((applied) => applied.length > 0).toSorted()).toEqual([false, true]);
  const { rows } = await plain.query(
    `SELECT table_schema FROM information_schema.tables WHERE table_name = 'decisions'`,
  );
  expect(rows).toEqual([{ table_schema: 'public' }]);
});

it('is refused where it is not encoded in UTF-8, with what to do', async () => {
  const url = new URL(database.url);
  url.pathname = `${url.pathname}_latin1`;
  const name = url.pathname.slice(1);
  await plain.query(`CREATE DATABASE ${name} ENCODING 'LATIN1' LOCALE 'C' TEMPLATE template0`);
  await expect(migrate(url.href, 'prisma/migrations')).rejects.toThrow(
    "LATIN1: create it anew with ENCODING 'UTF8'",
  );
  await plain.query(`DROP DATABASE ${name} WITH (FORCE)`);
});

it('begins a session whatever time the database gives a statement, and nothing of that time is left in it', async () => {
  const begin = async (): Promise<void> => {
    const client = new StrictClient({ connectionString: database.url, statement_timeout: 10_000 });
    await client.connect();
    await client.query('SELECT pg_sleep(0.002)');
    await client.end();
  };
  for (let round = 0; round < 40; round += 1) await Promise.all(Array.from({ length: 8 }, begin));
});

it('holds the times that the product means, as SQL sees them', async () => {
  const registration = aPending({ at: new Date('2026-03-01T01:30:00.123Z') });
  const decision = aDecision(registration, { outcome: 'rejected', reason: String.raw`C:\path isn't it` });
  await new PostgresDecisions(prisma).record(decision, registration);
  const { rows } = await plain.query(
    `SELECT reason, extract(epoch FROM submitted_at) * 1000 AS submitted, extract(epoch FROM decided_at) * 1000 AS decided
     FROM public.decisions WHERE registration_id = $1`,
    [decision.registrationId],
  );
  expect(rows.map(({ submitted, decided }) => [Number(submitted), Number(decided)])).toEqual([
    [decision.times.submittedAt.getTime(), decision.decidedAt.getTime()],
  ]);
  expect(await new PostgresDecisions(prisma).find(decision.registrationId)).toEqual(decision);
});

it('lets one of many decisions at once stand, and all of them see it', async () => {
  const registration = aPending();
  const decisions = new PostgresDecisions(prisma);
  const records = await Promise.all(
    Array.from({ length: 8 }, (_, index) =>
      decisions.record(aDecision(registration, { decidedBy: `reviewer-${index}` }), registration),
    ),
  );
  expect(records.filter(({ recorded }) => recorded)).toHaveLength(1);
  expect(new Set(records.map(({ decision }) => decision.decidedBy)).size).toBe(1);
});

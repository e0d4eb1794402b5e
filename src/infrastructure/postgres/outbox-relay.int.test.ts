import { readFileSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, afterEach, beforeAll, expect, it } from 'vitest';
import { StoreUnavailable } from '@/src/application/ports/store-unavailable';
import { aDecision, aPending } from '@/tests/fakes/samples';
import { eventually } from '@/tests/harness/eventually';
import { type OwnDatabase, ownDatabase } from '@/tests/harness/stores/own-database';
import { createLogger } from '../logging/logger';
import { SERVER_OF, StoreHealth } from '../retry/store-health';
import { TAKE_OFF_LIST } from './outbox';
import { connectOutboxPool, OutboxRelay } from './outbox-relay';
import { PostgresDecisions } from './postgres-decisions';
import { connectPostgres, type PrismaClient } from './prisma-client';

const logger = createLogger({ service: 'tests', level: 'fatal' });
const health = new StoreHealth(SERVER_OF);

let database: OwnDatabase;
let prisma: PrismaClient;
beforeAll(async () => {
  database = await ownDatabase();
  prisma = connectPostgres(database.url);
});
afterAll(async () => {
  await prisma.$disconnect();
  await database.drop();
});

const published: string[] = [];
const takenOff: string[] = [];
let listIsAway = false;
let whilePublishing = async (): Promise<unknown> => undefined;
let running: OutboxRelay | undefined;

const startRelay = async (stores = health): Promise<OutboxRelay> => {
  const relay = new OutboxRelay({
    databaseUrl: database.url,
    publish: async (decided) => {
      await whilePublishing();
      published.push(...decided.map(({ registrationId }) => registrationId));
    },
    takeOffList: async (decided) => {
      if (listIsAway) throw new StoreUnavailable('the list only reads');
      takenOff.push(...decided.map(({ registrationId }) => registrationId));
    },
    logger,
    health: stores.of('outbox'),
  });
  await relay.start();
  return (running = relay);
};
afterEach(() => {
  listIsAway = false;
  return running?.stop();
});

/** Decides as many, and answers their ids. */
const decideSome = async (count: number): Promise<string[]> => {
  const decided = Array.from({ length: count }, () => aPending());
  const decisions = new PostgresDecisions(prisma);
  for (const registration of decided) await decisions.record(aDecision(registration), registration);
  return decided.map(({ id }) => id);
};
const owed = async (): Promise<number> => {
  const [row] = await prisma.$queryRaw<{ count: bigint }[]>`SELECT count(*) FROM outbox`;
  return Number(row?.count);
};

it('publishes while the list refuses, and takes them off when it does not, in whichever process that is', async () => {
  listIsAway = true;
  const relay = await startRelay();
  const ids = await decideSome(12);
  await eventually('all are published', () => ids.every((id) => published.includes(id)));
  await eventually('what is left is a row each', async () => (await owed()) === ids.length);
  await eventually('the list is named', () => health.problems.some(({ store }) => store === 'redis'));
  await relay.stop();
  expect(takenOff).toEqual([]);

  listIsAway = false;
  await startRelay();
  await eventually('nothing is left', async () => (await owed()) === 0);
  expect(takenOff.toSorted()).toEqual(ids.toSorted());
  await eventually('no store is named', () => health.problems.length === 0);
  expect(published).toHaveLength(ids.length);
});

it('tells what stands still, and no longer once another process has done it', async () => {
  let nowMs = 0;
  const stores = new StoreHealth(SERVER_OF, () => nowMs);
  listIsAway = true;
  await startRelay(stores);
  await decideSome(1);
  await eventually('the list is named', () => stores.problems.some(({ store }) => store === 'redis'));
  nowMs = 31_000;
  expect(stores.problems).toContainEqual(expect.objectContaining({ store: 'redis', standsStill: true }));
  await prisma.$executeRaw`DELETE FROM outbox WHERE effect = ${TAKE_OFF_LIST}`;
  await eventually('no store is named', () => stores.problems.length === 0);
});

it('shares the work with another process, and does what one has left that was cut off', async () => {
  const ids = await decideSome(40);
  const first = await startRelay();
  const second = await startRelay();
  await eventually('nothing is left', async () => (await owed()) === 0);
  expect(new Set(published.filter((id) => ids.includes(id))).size).toBe(ids.length);
  await Promise.all([first.stop(), second.stop()]);
  await prisma.$executeRaw`INSERT INTO outbox (effect, registration_id) VALUES ('publish', ${ids[0]!}::uuid)`;
  await startRelay();
  await eventually('nothing is left', async () => (await owed()) === 0);
});

it('begins anew where its connections are cut off in the middle of a send', async () => {
  let cuts = 0;
  whilePublishing = async () => {
    if (cuts++ > 0) return;
    await prisma.$executeRaw`SELECT pg_terminate_backend(pid) FROM pg_stat_activity
      WHERE datname = current_database() AND pid <> pg_backend_pid()`;
    await sleep(200);
  };
  const ids = await decideSome(3);
  await startRelay();
  await eventually('nothing is left', async () => (await owed()) === 0);
  expect(cuts).toBeGreaterThan(1);
  expect(published).toEqual(expect.arrayContaining(ids));
});

it('takes over what an earlier version left as jobs of graphile-worker', async () => {
  const [id] = await decideSome(1);
  await prisma.$executeRaw`DELETE FROM outbox`;
  const sql = readFileSync('prisma/migrations/20261127040000_outbox/migration.sql', 'utf8');
  const payload = JSON.stringify({ decision: JSON.stringify({ schema: 1, registrationId: id }) });
  const pool = connectOutboxPool(database.url);
  await pool.query(
    'CREATE SCHEMA graphile_worker; CREATE TABLE graphile_worker._private_jobs (payload json)',
  );
  await pool.query('INSERT INTO graphile_worker._private_jobs VALUES ($1)', [payload]);
  await pool.query(sql.slice(sql.indexOf('DO $$')));
  await pool.end();
  expect(await owed()).toBe(2);
  published.splice(0);
  await startRelay();
  await eventually('nothing is left', async () => (await owed()) === 0);
  expect(published).toEqual([id]);
});

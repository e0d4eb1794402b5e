import { afterAll, afterEach, beforeAll, expect, it } from 'vitest';
import { StoreUnavailable } from '@/src/application/ports/store-unavailable';
import { aDecision, aPending } from '@/tests/fakes/samples';
import { eventually } from '@/tests/harness/eventually';
import { type OwnDatabase, ownDatabase } from '@/tests/harness/stores/own-database';
import { createLogger } from '../logging/logger';
import { SERVER_OF, StoreHealth } from '../retry/store-health';
import { OutboxWorker } from './outbox-worker';
import { PostgresDecisions } from './postgres-decisions';
import { connectPostgres, type PrismaClient } from './prisma-client';

const logger = createLogger({ service: 'tests', level: 'fatal' });

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
let running: OutboxWorker | undefined;

const startWorker = async (): Promise<OutboxWorker> => {
  const worker = new OutboxWorker({
    databaseUrl: database.url,
    decisionLog: {
      publish: async ({ registrationId }) => {
        published.push(registrationId);
      },
    },
    takeOffList: async ({ registrationId }) => {
      if (listIsAway) throw new StoreUnavailable('the list only reads');
      takenOff.push(registrationId);
    },
    logger,
    health: new StoreHealth(SERVER_OF).of('outbox'),
  });
  await worker.start();
  return (running = worker);
};
afterEach(() => running?.stop());

/** Decides as many, and answers their ids. */
const decideSome = async (count: number): Promise<string[]> => {
  const decided = Array.from({ length: count }, () => aPending());
  const decisions = new PostgresDecisions(prisma);
  for (const registration of decided) await decisions.record(aDecision(registration), registration);
  return decided.map(({ id }) => id);
};
const jobs = async (): Promise<number> => {
  const [row] = await prisma.$queryRaw<{ count: bigint }[]>`SELECT count(*) FROM graphile_worker.jobs`;
  return Number(row?.count);
};

it('publishes while the list refuses, and takes them off when it does not, in whichever process that is', async () => {
  listIsAway = true;
  const worker = await startWorker();
  const ids = await decideSome(12);
  await eventually('all are published', () => ids.every((id) => published.includes(id)));
  await eventually('what is left is a job each', async () => (await jobs()) === ids.length);
  await worker.stop();
  expect(takenOff).toEqual([]);

  listIsAway = false;
  await startWorker();
  await eventually('nothing is left', async () => (await jobs()) === 0);
  expect(takenOff.toSorted()).toEqual(ids.toSorted());
  expect(published).toHaveLength(ids.length);
});

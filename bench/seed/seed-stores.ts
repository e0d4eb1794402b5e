import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { Redis } from 'ioredis';
import { progressBar } from '@/cli/progress-bar';
import {
  admit,
  queue,
  type RegistrationId,
  submit,
  type PendingRegistration,
} from '@/src/domain/registration';
import { ElasticsearchRegistrationRecords } from '@/src/infrastructure/elasticsearch/elasticsearch-registration-records';
import { PostgresAdmissions } from '@/src/infrastructure/postgres/postgres-admissions';
import { connectPostgres } from '@/src/infrastructure/postgres/prisma-client';
import { KEYS } from '@/src/infrastructure/redis/keys';
import { RedisPendingRegistrations } from '@/src/infrastructure/redis/redis-pending-registrations';
import { isOutage } from '@/src/infrastructure/retry/is-outage';
import { waitMsAfter } from '@/src/infrastructure/retry/retry';
import { kafkaClient, openStoreClients, type StoreAddresses } from '@/tests/invariants/store-clients';
import { applicants } from '../generator/sign-ups';
import { decideSeeded } from './seed-decisions';
import { SeedLogs } from './seed-logs';

const BATCH = 2_000;
const MOST_FAILURES = 10;
/** The people of a seed have come one after the other, this far apart, the last of them just now. */
const APART_MS = 1_000;

type Seed = { addresses: StoreAddresses; pending: number; decided: number; signal: AbortSignal };

/**
 * Puts registrations into the five stores at once, as they would stand had each gone through the whole flow; most of it by
 * the product's own adapters. No worker may run: the offsets of their groups are moved behind what is seeded.
 */
export const seedStores = async ({ addresses, pending, decided, signal }: Seed): Promise<void> => {
  const stores = await openStores(addresses);
  const nextApplicant = applicants();
  const total = pending + decided;
  const bar = progressBar('registrations in all five stores', total);
  const startedAt = Date.now() - total * APART_MS;
  try {
    for (let done = 0; done < total;) {
      // Only between batches, so that nobody is half there.
      if (signal.aborted) break;
      const isDecided = done < decided;
      const count = Math.min(BATCH, (isDecided ? decided : total) - done);
      const batch = Array.from({ length: count }, (_, index) => {
        const at = new Date(startedAt + (done + index) * APART_MS);
        const id = randomUUID() as RegistrationId;
        return admit(queue(submit(id, nextApplicant(), at), at), at);
      });
      await (isDecided ? addDecided(stores, batch) : addPending(stores, batch));
      done += count;
      bar.update(done);
    }
    await stores.logs.moveGroups();
  } finally {
    bar.end();
    await stores.close();
  }
};

type SeededStores = Awaited<ReturnType<typeof openStores>>;

const openStores = async (addresses: StoreAddresses) => {
  const redis = new Redis(addresses.redis.url, { enableAutoPipelining: true });
  const prisma = connectPostgres(addresses.postgres.url);
  const clients = openStoreClients(addresses);
  const logs = await SeedLogs.open(kafkaClient(addresses));
  return {
    logs,
    redis,
    prisma,
    pending: new RedisPendingRegistrations(redis),
    records: new ElasticsearchRegistrationRecords(clients.elasticsearch),
    admissions: new PostgresAdmissions(prisma),
    close: async () => {
      redis.disconnect();
      await Promise.all([logs.close(), prisma.$disconnect(), clients.close()]);
    },
  };
};

const addPending = async (stores: SeededStores, batch: PendingRegistration[]): Promise<void> => {
  await addRouted(stores, batch);
  const admissions = await stores.pending.admit(batch);
  const refused = admissions.find(({ kind }) => kind !== 'admitted');
  if (refused) throw new Error(`Redis answered ${refused.kind} to somebody who was made up just now.`);
};

/** Decided ones were pending before, so everything but the list has them; the list keeps a tombstone for a week. */
const addDecided = async (stores: SeededStores, batch: PendingRegistration[]): Promise<void> => {
  await addRouted(stores, batch);
  const decisions = await decideSeeded(stores.prisma, batch);
  await untilTaken(() => stores.records.saveDecided(decisions));
  await stores.logs.addDecided(decisions);
  await Promise.all(
    decisions.map(({ registrationId, outcome }) =>
      stores.redis.set(KEYS.tombstone(registrationId), outcome, 'EX', 7 * 24 * 60 * 60),
    ),
  );
};

const addRouted = async (stores: SeededStores, batch: PendingRegistration[]): Promise<void> => {
  await stores.logs.addSubmitted(batch.map((one) => ({ ...one, status: 'submitted' })));
  await Promise.all([
    untilTaken(() => stores.records.saveQueued(batch.map((one) => ({ ...one, status: 'queued' })))),
    stores.admissions.keepFirst(batch),
  ]);
};

/** Elasticsearch puts off what its memory does not hold for the moment; what is saved may be saved again. */
const untilTaken = async (save: () => Promise<void>): Promise<void> => {
  for (let failures = 0; ; failures += 1) {
    try {
      return await save();
    } catch (error) {
      if (!isOutage(error) || failures === MOST_FAILURES) throw error;
      await sleep(waitMsAfter(failures));
    }
  }
};

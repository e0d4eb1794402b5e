import { randomUUID } from 'node:crypto';
import { migrate } from '@/src/infrastructure/postgres/migrate';
import { openStoreClients, type StoreAddresses } from '../../invariants/store-clients';
import { readServices } from '../product';

export type OwnDatabase = { url: string; migrated: string[][]; drop: () => Promise<void> };

/** `addresses`: those of the product under test unless given. `startsAtOnce`: how many migrate it at the same moment. */
type Options = { addresses?: StoreAddresses; settings?: Record<string, string>; startsAtOnce?: number };

/** A migrated database that one test has for itself, with what a database may say about its sessions. */
export const ownDatabase = async ({
  addresses = readServices(),
  settings = {},
  startsAtOnce = 1,
}: Options = {}): Promise<OwnDatabase> => {
  const stores = openStoreClients(addresses);
  const name = `tests_${randomUUID().replaceAll('-', '_')}`;
  await stores.postgres.query(`CREATE DATABASE ${name}`);
  for (const [setting, value] of Object.entries(settings)) {
    await stores.postgres.query(`ALTER DATABASE ${name} SET ${setting} TO '${value}'`);
  }
  const url = new URL(addresses.postgres.url);
  url.pathname = name;
  const starts = Array.from({ length: startsAtOnce }, () => migrate(url.href, 'prisma/migrations'));
  return {
    url: url.href,
    migrated: await Promise.all(starts),
    drop: async () => {
      await stores.postgres.query(`DROP DATABASE ${name} WITH (FORCE)`);
      await stores.close();
    },
  };
};

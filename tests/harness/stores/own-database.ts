import { randomUUID } from 'node:crypto';
import { migrate } from '@/src/infrastructure/postgres/migrate';
import { readServices } from '../product';
import { openStores } from './stores';

export type OwnDatabase = { url: string; migrated: string[][]; drop: () => Promise<void> };

type Options = { settings?: Record<string, string>; startsAtOnce?: number };

/** A migrated database that one test has for itself, with what a database may say about its sessions. */
export const ownDatabase = async ({
  settings = {},
  startsAtOnce = 1,
}: Options = {}): Promise<OwnDatabase> => {
  const stores = openStores();
  const name = `tests_${randomUUID().replaceAll('-', '_')}`;
  await stores.postgres.query(`CREATE DATABASE ${name}`);
  for (const [setting, value] of Object.entries(settings)) {
    await stores.postgres.query(`ALTER DATABASE ${name} SET ${setting} TO '${value}'`);
  }
  const url = new URL(readServices().postgres.url);
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

import { randomUUID } from 'node:crypto';
import { migrate } from '@/src/infrastructure/postgres/migrate';
import { type StoreAddresses, withStoreClients } from '@/tests/invariants/store-clients';

/** The address of a new database on the server of the product, with the product's tables and nothing in them. */
export const createDatabase = async (addresses: StoreAddresses): Promise<string> => {
  const name = `bench_${randomUUID().replaceAll('-', '_')}`;
  await withStoreClients(addresses, ({ postgres }) => postgres.query(`CREATE DATABASE ${name}`));
  const url = new URL(addresses.postgres.url);
  url.pathname = name;
  await migrate(url.href, 'prisma/migrations');
  return url.href;
};

import { randomUUID } from 'node:crypto';
import { Pool } from 'pg';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { FaultProxy } from '@/tests/harness/fault-proxy';
import { readServices } from '@/tests/harness/product';
import { openStores, type Stores } from '@/tests/harness/stores/stores';
import { StrictClient } from './strict-client';

const table = `tests_${randomUUID().replaceAll('-', '_')}`;

let stores: Stores;
let proxy: FaultProxy;
let pool: Pool;
beforeAll(async () => {
  stores = openStores();
  await stores.postgres.query(`CREATE TABLE ${table} (what text)`);
  const url = new URL(readServices().postgres.url);
  proxy = await FaultProxy.open(Number(url.port));
  url.port = String(proxy.port);
  pool = new Pool({ connectionString: url.href, max: 1, query_timeout: 500, Client: StrictClient });
  pool.on('error', () => undefined);
});
afterAll(async () => {
  await pool.end();
  await proxy.close();
  await stores.postgres.query(`DROP TABLE ${table}`);
  await stores.close();
});

/** As Prisma does: the connection goes back without a word of what happened on it. */
const transaction = async (
  work: (run: (sql: string) => Promise<unknown>) => Promise<void>,
): Promise<void> => {
  const client = await pool.connect();
  const run = (sql: string): Promise<unknown> => client.query(sql);
  try {
    await run('BEGIN');
    await work(run);
    await run('COMMIT');
  } catch (error) {
    await run('ROLLBACK').catch(() => undefined);
    throw error;
  } finally {
    client.release();
  }
};

it('half of a transaction that was cut short is never committed by the next one on its connection', async () => {
  const cutShort = transaction(async (run) => {
    proxy.setMode({ kind: 'silent' });
    await run(`INSERT INTO ${table} VALUES ('half')`);
  });
  await expect(cutShort).rejects.toThrow();
  proxy.clear();
  await transaction(async (run) => void (await run(`INSERT INTO ${table} VALUES ('whole')`)));
  const { rows } = await stores.postgres.query(`SELECT what FROM ${table}`);
  expect(rows).toEqual([{ what: 'whole' }]);
});

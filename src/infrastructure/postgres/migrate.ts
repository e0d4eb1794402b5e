import { createHash, randomUUID } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import { Pool, type PoolClient } from 'pg';
import { inTransaction } from './in-transaction';
import { StrictClient } from './strict-client';

/** Any number that no other program locks; two starts at once then migrate one after the other. */
const ADVISORY_LOCK = 7_672_784_274;

const CONNECTIONS = { connectionTimeoutMillis: 10_000, max: 2, Client: StrictClient };

/** The table that `prisma migrate` keeps, so that its own commands accept a database migrated here. */
const LEDGER = `CREATE TABLE IF NOT EXISTS "_prisma_migrations" (
  id VARCHAR(36) PRIMARY KEY, checksum VARCHAR(64) NOT NULL, finished_at TIMESTAMPTZ,
  migration_name VARCHAR(255) NOT NULL, logs TEXT, rolled_back_at TIMESTAMPTZ,
  started_at TIMESTAMPTZ NOT NULL DEFAULT now(), applied_steps_count INTEGER NOT NULL DEFAULT 0)`;

/**
 * Applies what is missing of `prisma/migrations`, in order and in one transaction.
 * Prisma's schema engine is a binary that is not in the npm registry, so it cannot be asked to do this everywhere. The
 * lock belongs to the transaction: behind a pooler one of a session would stay with a connection of somebody else.
 */
export const migrate = async (databaseUrl: string, folder: string): Promise<string[]> => {
  const pool = new Pool({ ...CONNECTIONS, connectionString: databaseUrl });
  // What goes wrong with a connection that is used is told by its query; one that is not is nobody's loss.
  pool.on('error', () => undefined);
  try {
    await requireUtf8(pool);
    return await inTransaction(pool, async (client) => {
      await client.query('SET LOCAL statement_timeout TO 0');
      await client.query('SELECT pg_advisory_xact_lock($1)', [ADVISORY_LOCK]);
      await client.query(LEDGER);
      return applyMissing(client, folder);
    });
  } finally {
    await pool.end();
  }
};

/** A database of another encoding takes some people's names and refuses others'. */
const requireUtf8 = async (pool: Pool): Promise<void> => {
  const { rows } = await pool.query<{ server_encoding: string }>('SHOW server_encoding');
  const encoding = rows[0]?.server_encoding;
  if (encoding === 'UTF8') return;
  throw new Error(
    `the database is encoded in ${encoding}: create it anew with ENCODING 'UTF8' (DATABASE_URL)`,
  );
};

const applyMissing = async (client: PoolClient, folder: string): Promise<string[]> => {
  const { rows } = await client.query<{ migration_name: string; checksum: string }>(
    'SELECT migration_name, checksum FROM "_prisma_migrations" WHERE rolled_back_at IS NULL',
  );
  const known = new Map(rows.map((row) => [row.migration_name, row.checksum]));
  const applied: string[] = [];
  for (const migration of await readMigrations(folder)) {
    const checksum = known.get(migration.name);
    if (checksum === undefined) {
      await apply(client, migration);
      applied.push(migration.name);
    } else if (checksum !== migration.checksum) {
      throw new Error(`migration ${migration.name} was changed after it had been applied`);
    }
  }
  return applied;
};

type Migration = { name: string; sql: string; checksum: string };

const readMigrations = async (folder: string): Promise<Migration[]> => {
  const entries = await readdir(folder, { withFileTypes: true });
  const names = entries.filter((entry) => entry.isDirectory()).map(({ name }) => name);
  return Promise.all(
    names.sort().map(async (name) => {
      const sql = await readFile(path.join(folder, name, 'migration.sql'), 'utf8');
      return { name, sql, checksum: createHash('sha256').update(sql).digest('hex') };
    }),
  );
};

const apply = async (client: PoolClient, { name, sql, checksum }: Migration): Promise<void> => {
  try {
    await client.query(sql);
    await client.query(
      `INSERT INTO "_prisma_migrations" (id, checksum, migration_name, finished_at, applied_steps_count)
       VALUES ($1, $2, $3, now(), 1)`,
      [randomUUID(), checksum, name],
    );
  } catch (cause) {
    throw new Error(`migration ${name} failed`, { cause });
  }
};

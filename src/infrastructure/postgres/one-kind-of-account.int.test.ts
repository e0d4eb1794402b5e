import { readFileSync } from 'node:fs';
import { Client } from 'pg';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { readServices } from '@/tests/harness/product';

// The migration that made reviewers accounts, in a schema of its own with the tables as they were.
const SCHEMA = 'one_kind_of_account';
const BEFORE = ['20261123000000_first', '20261127000000_sessions', '20261127060000_session_endings'];
const ID = (digit: number): string => `00000000-0000-4000-8000-00000000000${digit}`;

let client: Client;
const apply = (name: string) => client.query(readFileSync(`prisma/migrations/${name}/migration.sql`, 'utf8'));
beforeAll(async () => {
  client = new Client({ connectionString: readServices().postgres.url });
  await client.connect();
  await client.query(
    `DROP SCHEMA IF EXISTS ${SCHEMA} CASCADE; CREATE SCHEMA ${SCHEMA}; SET search_path TO ${SCHEMA}`,
  );
  for (const name of BEFORE) await apply(name);
  await client.query(`
    INSERT INTO accounts (id, registration_id, name, email, email_key, created_at) VALUES
      ('${ID(1)}', '${ID(1)}', 'Ana', 'ana@x.org', 'ana@x.org', now()),
      ('${ID(2)}', '${ID(2)}', 'Both', 'both@x.org', 'both@x.org', now());
    INSERT INTO reviewers (id, email, email_key, name, password_hash, session_version, disabled_at) VALUES
      ('${ID(3)}', 'both@x.org', 'both@x.org', 'Both R.', 'hash of both', 4, NULL),
      ('${ID(4)}', 'rita@x.org', 'rita@x.org', 'Rita', 'hash of rita', 2, now());
    INSERT INTO sessions (id, reviewer_id, session_version, started_at, expires_at, ends_at) VALUES
      ('${ID(5)}', '${ID(3)}', 4, now(), now() + interval '1 hour', now() + interval '1 hour'),
      ('${ID(6)}', '${ID(4)}', 2, now(), now() + interval '1 hour', now() + interval '1 hour')`);
  await apply('20261128000000_one_kind_of_account');
  await apply('20261128010000_notices');
});
afterAll(async () => {
  await client.query(`DROP SCHEMA ${SCHEMA} CASCADE`);
  await client.end();
});

it('makes of each reviewer an admin, with password and version, and of nobody two accounts', async () => {
  const { rows } = await client.query(
    `SELECT id, registration_id, name, role::text, password_hash, session_version,
       disabled_at IS NOT NULL AS disabled, activated_at IS NOT NULL AS activated FROM accounts ORDER BY email`,
  );
  const member = {
    role: 'member',
    password_hash: null,
    session_version: 1,
    disabled: false,
    activated: false,
  };
  expect(rows).toEqual([
    { id: ID(1), registration_id: ID(1), name: 'Ana', ...member },
    {
      ...{ id: ID(3), registration_id: ID(2), name: 'Both', role: 'admin', password_hash: 'hash of both' },
      ...{ session_version: 4, disabled: false, activated: true },
    },
    {
      ...{ id: ID(4), registration_id: null, name: 'Rita', role: 'admin', password_hash: 'hash of rita' },
      ...{ session_version: 2, disabled: true, activated: true },
    },
  ]);
});

it('keeps the sessions, each with its account, and ends them with it', async () => {
  const ofSessions = 'SELECT id, account_id FROM sessions ORDER BY id';
  expect((await client.query(ofSessions)).rows).toEqual([
    { id: ID(5), account_id: ID(3) },
    { id: ID(6), account_id: ID(4) },
  ]);
  await client.query('DELETE FROM accounts WHERE id = $1', [ID(4)]);
  expect((await client.query(ofSessions)).rows).toEqual([{ id: ID(5), account_id: ID(3) }]);
});

import { randomUUID } from 'node:crypto';
import { afterAll, beforeEach, describe, expect, it } from 'vitest';
import type { AuditRecord } from '@/src/application/ports/audit-log';
import type { SessionEnding } from '@/src/application/ports/sessions';
import type { Account } from '@/src/domain/account';
import { startSession } from '@/src/domain/session';
import { PasswordHashes } from '@/src/infrastructure/crypto/password-hashes';
import { createLogger } from '@/src/infrastructure/logging/logger';
import { CachedSessions } from '@/src/infrastructure/postgres/cached-sessions';
import { PostgresSessionEndings } from '@/src/infrastructure/postgres/postgres-session-endings';
import { PostgresSessions } from '@/src/infrastructure/postgres/postgres-sessions';
import { PostgresSignInAccounts } from '@/src/infrastructure/postgres/postgres-sign-in-accounts';
import { PostgresTeam } from '@/src/infrastructure/postgres/postgres-team';
import { connectPostgres } from '@/src/infrastructure/postgres/prisma-client';
import { eventually } from '../harness/eventually';
import { readServices } from '../harness/product';
import { addReviewer } from '../harness/reviewers';
import { openStores } from '../harness/stores/stores';
import { sessionsContract } from './sessions';

const prisma = connectPostgres(readServices().postgres.url);
const stores = openStores();
const sessions = new PostgresSessions(prisma);
const databaseUrl = readServices().postgres.url;
const endings = new PostgresSessionEndings({
  databaseUrl,
  logger: createLogger({ service: 'test', level: 'error' }),
});
afterAll(async () => {
  endings.close();
  await prisma.$disconnect();
  await stores.close();
});

const newAccount = async (): Promise<{ account: Account; password: string }> => {
  const { email, password, name } = await addReviewer(stores, 'Ana');
  const { id, role, sessionVersion } = await prisma.account.findUniqueOrThrow({ where: { emailKey: email } });
  return { account: { id, email, name, role, sessionVersion }, password };
};

const entriesFor = async (subject: string): Promise<AuditRecord[]> => {
  const where = { subject };
  const rows = await prisma.auditEntry.findMany({ where, omit: { id: true }, orderBy: { id: 'asc' } });
  return rows as AuditRecord[];
};

sessionsContract('Postgres', async () => ({ ...(await newAccount()), sessions, entriesFor }));

sessionsContract('Postgres, asked once a second', async () => {
  await eventually('endings are heard', async () => endings.areHeard);
  return { ...(await newAccount()), sessions: new CachedSessions(sessions, endings), entriesFor };
});

describe('a session in Postgres', () => {
  const start = new Date();
  let account: Account;
  let password: string;
  let id: string;
  beforeEach(async () => {
    ({ account, password } = await newAccount());
    id = randomUUID();
    const entry = {
      at: start,
      actor: account.email,
      action: 'sign-in.succeeded',
      subject: `account:${account.id}`,
      detail: { network: '2001:db8::/64' },
    } as const;
    await sessions.start(startSession({ id, account }, { idleMs: 60_000, maxMs: 60_000 }, start), entry);
  });

  it('ends when its account is disabled', async () => {
    await prisma.account.update({ where: { id: account.id }, data: { disabledAt: new Date() } });
    expect(await sessions.findActive(id, start)).toBeUndefined();
  });

  it('ends when the session version is raised, and when the account is taken away', async () => {
    await prisma.account.update({ where: { id: account.id }, data: { sessionVersion: { increment: 1 } } });
    expect(await sessions.findActive(id, start)).toBeUndefined();
    await prisma.account.delete({ where: { id: account.id } });
    expect(await sessions.findActive(id, start)).toBeUndefined();
  });

  it('tells later from which network its account came', async () => {
    const accounts = new PostgresSignInAccounts(prisma, new PasswordHashes({ atOnce: 1, waiting: 0 }));
    const { email } = account;
    const at = new Date(start.getTime() - 1_000);
    expect(await accounts.hasSignedInFrom('2001:db8::/64', { email, at })).toBe(true);
    expect(await accounts.hasSignedInFrom('192.0.2.7', { email, at })).toBe(false);
    const later = new Date(start.getTime() + 1_000);
    expect(await accounts.hasSignedInFrom('2001:db8::/64', { email, at: later })).toBe(false);
    expect(await accounts.hasSignedInFrom('2001:db8::/64', { email: 'nobody@x.example', at })).toBe(false);
  });

  it('checks the password of whoever is known, and takes as long for whoever is not', async () => {
    const accounts = new PostgresSignInAccounts(prisma, new PasswordHashes({ atOnce: 1, waiting: 0 }));
    const check = (email: string, tried: string) => accounts.checkPassword({ email, password: tried });
    expect(await check(account.email, password)).toMatchObject({ kind: 'right' });
    expect(await check(account.email, 'wrong')).toMatchObject({
      kind: 'wrong',
      account: { id: account.id },
    });
    const took = async (email: string): Promise<number> => {
      const since = performance.now();
      expect((await check(email, 'wrong')).kind).toBe('wrong');
      return performance.now() - since;
    };
    // The shortest of some, by turns: what else the machine does makes each of them longer only.
    const known: number[] = [];
    const unknown: number[] = [];
    for (let round = 0; round < 15; round += 1) {
      known.push(await took(account.email));
      unknown.push(await took('nobody@portaria.localhost'));
    }
    const [shorter, longer] = [Math.min(...known), Math.min(...unknown)].toSorted((a, b) => a - b);
    // Wider than any noise, and far narrower than a check without any hashing; `npm run security` measures finely.
    expect(shorter! / longer!).toBeGreaterThan(0.25);
  });

  it('turns away at once what does not fit into the line of checks', async () => {
    const accounts = new PostgresSignInAccounts(prisma, new PasswordHashes({ atOnce: 1, waiting: 1 }));
    const { email } = account;
    const checks = await Promise.all(
      Array.from({ length: 8 }, () => accounts.checkPassword({ email, password: 'wrong' })),
    );
    const kinds = checks.map(({ kind }) => kind);
    expect(kinds).toContain('busy');
    expect(kinds.filter((kind) => kind === 'wrong').length).toBeGreaterThanOrEqual(2);
  });
});

describe('the endings of sessions', () => {
  const started = async (expiresInMs = 60_000) => {
    const { account } = await newAccount();
    const lifetime = { idleMs: expiresInMs, maxMs: expiresInMs };
    const session = startSession({ id: randomUUID(), account }, lifetime, new Date());
    await sessions.start(session, entry('sign-in.succeeded'));
    return session;
  };
  const entry = (action: AuditRecord['action']): AuditRecord => ({
    at: new Date(),
    actor: 'operator',
    action,
    subject: 'account:somebody',
    detail: {},
  });
  const told: SessionEnding[] = [];
  endings.subscribe((ending) => told.push(ending));
  const isTold = (ending: SessionEnding) =>
    eventually(`${JSON.stringify(ending)} is told`, async () => told.some((one) => isSame(one, ending)));
  const isSame = (one: SessionEnding, other: SessionEnding) => JSON.stringify(one) === JSON.stringify(other);
  beforeEach(() => eventually('endings are heard', async () => endings.areHeard));

  it.each([
    'DELETE FROM sessions WHERE id = $1',
    "UPDATE sessions SET expires_at = now() - interval '1 second' WHERE id = $1",
    'UPDATE sessions SET session_version = session_version + 1 WHERE id = $1',
    'DELETE FROM accounts WHERE id = (SELECT account_id FROM sessions WHERE id = $1)',
  ])('are told of a session that ends by "%s"', async (statement) => {
    const { id } = await started();
    await stores.postgres.query(statement, [id]);
    await isTold({ type: 'session', sessionId: id });
  });

  it.each([
    'UPDATE accounts SET session_version = session_version + 1 WHERE id = $1',
    'UPDATE accounts SET disabled_at = now() WHERE id = $1',
    "UPDATE accounts SET role = 'member' WHERE id = $1",
  ])('are told of an account who is revoked by "%s"', async (statement) => {
    const { account } = await started();
    await stores.postgres.query(statement, [account.id]);
    await isTold({ type: 'account', accountId: account.id });
  });

  it('are told of a sign-out and of a new password', async () => {
    const { id } = await started();
    await sessions.end(id, entry('sign-out'));
    await isTold({ type: 'session', sessionId: id });
    const { account } = await started();
    const { email } = account;
    await new PostgresTeam(prisma).changePassword({ email, password: 'a long new password' }, () =>
      entry('password.changed'),
    );
    await isTold({ type: 'account', accountId: account.id });
  });

  it('are not told of a session that goes on, nor of one that had expired', async () => {
    const [goesOn, expires] = [await started(), await started(1)];
    await sessions.moveExpiry(goesOn.id, new Date(Date.now() + 120_000));
    await eventually('it has expired', async () => expires.expiresAt < new Date());
    await sessions.removeExpired(new Date());
    const last = await started();
    await sessions.end(last.id, entry('sign-out'));
    await isTold({ type: 'session', sessionId: last.id });
    const ids = told.flatMap((ending) => (ending.type === 'session' ? [ending.sessionId] : []));
    expect(ids).not.toContain(goesOn.id);
    expect(ids).not.toContain(expires.id);
  });

  it('are heard again after the connection was cut, and that some may have been missed is told', async () => {
    const missed = () => told.filter(({ type }) => type === 'lagging').length;
    const before = missed();
    const cut =
      "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE query = 'LISTEN session_endings'";
    await stores.postgres.query(cut);
    await eventually('they are heard again', async () => missed() > before && endings.areHeard);
    const { id } = await started();
    await stores.postgres.query('DELETE FROM sessions WHERE id = $1', [id]);
    await isTold({ type: 'session', sessionId: id });
  });

  it('are no more than a reason to look: what nobody understands is one too', async () => {
    const missed = () => told.filter(({ type }) => type === 'lagging').length;
    const before = missed();
    await stores.postgres.query("SELECT pg_notify('session_endings', 'rubbish')");
    await eventually('it is told as something missed', async () => missed() > before);
  });
});

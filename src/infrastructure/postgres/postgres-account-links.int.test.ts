import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import type { AuditRecord } from '@/src/application/ports/audit-log';
import { subjectOf } from '@/src/domain/account';
import { startSession } from '@/src/domain/session';
import { type OwnDatabase, ownDatabase } from '@/tests/harness/stores/own-database';
import { PasswordHashes } from '../crypto/password-hashes';
import { PostgresAccountLinks } from './postgres-account-links';
import { PostgresOwnAccounts } from './postgres-own-accounts';
import { PostgresSessions } from './postgres-sessions';
import { PostgresSignInAccounts, toAccount } from './postgres-sign-in-accounts';
import { connectPostgres, type PrismaClient } from './prisma-client';

let database: OwnDatabase;
let prisma: PrismaClient;
let links: PostgresAccountLinks;
const passwords = new PasswordHashes({ atOnce: 2, waiting: 10 });
beforeAll(async () => {
  database = await ownDatabase();
  prisma = connectPostgres(database.url);
  links = new PostgresAccountLinks(prisma, 'a secret of the tests that is long enough');
});
afterAll(async () => {
  await prisma.$disconnect();
  await database.drop();
});

const now = new Date();
const later = (hours: number): Date => new Date(now.getTime() + hours * 3_600_000);
const purpose = 'activation' as const;

let accountId: string;
let email: string;
beforeEach(async () => {
  email = `ana.${randomUUID()}@example.org`;
  ({ id: accountId } = await prisma.account.create({ data: { email, emailKey: email, name: 'Ana' } }));
});

const newLink = async (key: string = randomUUID()): Promise<string> =>
  (await links.tokenFor({ key, accountId, purpose, expiresAt: later(1) }))!;
const entry = (): AuditRecord => {
  return { at: now, actor: email, action: 'account.activated', subject: `account:${accountId}`, detail: {} };
};
const use = (token: string, at = now) =>
  links.setPassword({ token, password: 'four plain words', at }, entry);
const check = async (password: string) =>
  (await new PostgresSignInAccounts(prisma, passwords).checkPassword({ email, password })).kind;

it('opens its account until it runs out, and is nowhere kept', async () => {
  const token = await newLink();
  expect(Buffer.from(token, 'base64url')).toHaveLength(32);
  expect(await links.find(token, now)).toMatchObject({ account: { id: accountId, role: 'member' }, purpose });
  expect(await links.find(token, later(1))).toBeUndefined();
  expect(await links.find(`${token}x`, now)).toBeUndefined();
  const rows = await prisma.$queryRaw<
    { row: string }[]
  >`SELECT account_links::text AS row FROM account_links`;
  expect(JSON.stringify(rows)).not.toContain(token);
});

it('is the same for the same notice, and lives on from its last mail', async () => {
  const token = await newLink('notice');
  expect(await links.tokenFor({ key: 'notice', accountId, purpose, expiresAt: later(5) })).toBe(token);
  expect(await links.find(token, later(4))).toBeDefined();
  expect(await links.tokenFor({ key: 'other', accountId, purpose, expiresAt: later(5) })).not.toBe(token);
});

it('is none for an account that is no more, and opens none that was disabled', async () => {
  const token = await newLink();
  await prisma.account.update({ where: { id: accountId }, data: { disabledAt: now } });
  expect(await links.find(token, now)).toBeUndefined();
  expect(await use(token)).toBeUndefined();
  await prisma.account.delete({ where: { id: accountId } });
  expect(await links.tokenFor({ key: 'k', accountId, purpose, expiresAt: later(1) })).toBeUndefined();
});

it('sets the password once, of many at the same moment, and ends every other link and session', async () => {
  const [token, other] = [await newLink('once'), await newLink()];
  const row = await prisma.account.findUniqueOrThrow({ where: { id: accountId } });
  const sessions = new PostgresSessions(prisma);
  const id = randomUUID();
  const lifetime = { idleMs: 60_000, maxMs: 60_000 };
  await sessions.start(startSession({ id, account: toAccount(row) }, lifetime, now), entry());

  const uses = await Promise.all(Array.from({ length: 8 }, () => use(token)));
  expect(uses.filter((account) => account !== undefined)).toHaveLength(1);
  expect(await check('four plain words')).toBe('right');
  expect(await use(other)).toBeUndefined();
  expect(await sessions.findActive(id, now)).toBeUndefined();
  const where = { subject: subjectOf({ id: accountId }), action: 'account.activated' };
  expect(await prisma.auditEntry.count({ where })).toBe(2);
  expect((await prisma.account.findUniqueOrThrow({ where: { id: accountId } })).activatedAt).toEqual(now);
  // The mail may be sent once more, when its server's answer was lost: there is nothing to activate any more.
  expect(await newLink('once')).toBeUndefined();
  const reset = { key: 'reset', accountId, purpose: 'password-reset', expiresAt: later(1) } as const;
  const another = (await links.tokenFor(reset))!;
  expect(await use(another)).toBeDefined();
  expect(await links.tokenFor(reset)).toBe(another);
  expect(await use(another)).toBeUndefined();
});

it('goes when it has run out, and no other', async () => {
  const [over, open] = [await newLink(), await newLink()];
  await prisma.$executeRaw`UPDATE account_links SET expires_at = ${later(-1)} WHERE token_hash = sha256(${over}::bytea)`;
  expect(await links.removeExpired(now)).toBe(1);
  expect(await links.find(open, now)).toBeDefined();
});

it('an account without a password lets nobody in, whatever is typed', async () => {
  for (const typed of ['', 'null', 'four plain words']) expect(await check(typed)).toBe('wrong');
});

it('a new password keeps the session that set it, and no other', async () => {
  await use(await newLink());
  const row = await prisma.account.findUniqueOrThrow({ where: { id: accountId } });
  const sessions = new PostgresSessions(prisma);
  const [kept, other] = [randomUUID(), randomUUID()];
  for (const id of [kept, other]) {
    const lifetime = { idleMs: 60_000, maxMs: 60_000 };
    await sessions.start(startSession({ id, account: toAccount(row) }, lifetime, now), entry());
  }
  const own = new PostgresOwnAccounts(prisma, passwords);
  expect(await own.hasPassword(accountId, 'four plain words')).toBe(true);
  await own.changePassword(
    { id: accountId, password: 'five other plain words', keptSessionId: kept },
    entry(),
  );
  expect(await sessions.findActive(kept, now)).toBeDefined();
  expect(await sessions.findActive(other, now)).toBeUndefined();
  expect(await check('four plain words')).toBe('wrong');
  expect(await check('five other plain words')).toBe('right');
  expect(await own.find(accountId)).toMatchObject({ email, role: 'member', sessions: [{}] });
  await own.signOutEverywhere(accountId, entry());
  expect(await sessions.findActive(kept, now)).toBeUndefined();
});

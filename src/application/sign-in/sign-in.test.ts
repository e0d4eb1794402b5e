import { beforeEach, describe, expect, it } from 'vitest';
import { InMemoryAuditLog } from '@/tests/fakes/in-memory-audit-log';
import { InMemoryRateLimits } from '@/tests/fakes/in-memory-rate-limits';
import { InMemorySessions } from '@/tests/fakes/in-memory-sessions';
import type { SignInAccounts } from '../ports/sign-in-accounts';
import { signIn, type SignInLimit } from './sign-in';

const account = {
  id: 'r1',
  email: 'ana@example.org',
  name: 'Ana',
  role: 'admin',
  sessionVersion: 3,
} as const;
const now = new Date('2026-03-01T08:00:00Z');
const home = { address: '192.0.2.7', network: '192.0.2.7' };
const elsewhere = { address: '2001:db8::9', network: '2001:db8::/64' };
const RIGHT = 'the right password';

let sessions: InMemorySessions;
let auditLog: InMemoryAuditLog;
let checked: number;
beforeEach(() => {
  sessions = new InMemorySessions();
  auditLog = new InMemoryAuditLog();
  checked = 0;
});

type Given = {
  limits?: Partial<Record<SignInLimit, number>>;
  checkPassword?: SignInAccounts['checkPassword'];
};

const make = ({ limits, checkPassword }: Given = {}) => {
  const check: SignInAccounts['checkPassword'] = async ({ email, password }) => {
    checked += 1;
    const known = email === account.email ? account : undefined;
    return known && password === RIGHT
      ? { kind: 'right', account: known }
      : { kind: 'wrong', account: known };
  };
  const signInFrom = signIn({
    accounts: {
      checkPassword: checkPassword ?? check,
      hasSignedInFrom: async (network, { email }) => email === account.email && network === home.network,
    },
    sessions,
    auditLog,
    limits: new InMemoryRateLimits(limits),
    lifetime: { idleMs: 1_000, maxMs: 60_000 },
    newSessionId: () => 's1',
    now: () => now,
    onNotAudited: () => undefined,
  });
  return (password: unknown, from = home, email: unknown = account.email) =>
    signInFrom({ given: { email, password }, from });
};

describe('the right password', () => {
  it('starts a session, with an audit row that says who, when and from where', async () => {
    expect(await make()(RIGHT)).toMatchObject({ kind: 'signed-in', session: { id: 's1', account } });
    expect(sessions.kept.get('s1')).toMatchObject({ expiresAt: new Date(now.getTime() + 1_000) });
    const detail = { from: home.address, network: home.network };
    expect(sessions.entries).toEqual([
      { at: now, actor: account.email, action: 'sign-in.succeeded', subject: 'account:r1', detail },
    ]);
  });

  it('begins the count of its own network anew', async () => {
    const attempt = make({ limits: { 'sign-ins-per-email-and-network': 2 } });
    for (let round = 0; round < 3; round += 1) {
      expect(await attempt('wrong')).toEqual({ kind: 'refused' });
      expect(await attempt(RIGHT)).toMatchObject({ kind: 'signed-in' });
    }
  });
});

describe('a wrong password', () => {
  it('is refused, with an audit row of the account whom it was tried for', async () => {
    expect(await make()('wrong')).toEqual({ kind: 'refused' });
    expect(auditLog.entries).toMatchObject([{ action: 'sign-in.failed', subject: 'account:r1' }]);
  });

  it('for an address of nobody leaves nothing of what was typed', async () => {
    expect(await make()('wrong', home, 'my password in the wrong field')).toEqual({ kind: 'refused' });
    expect(auditLog.entries).toMatchObject([{ actor: 'unknown', subject: 'unknown' }]);
    expect(JSON.stringify(auditLog.entries)).not.toContain('password');
  });

  it('is refused even where the audit log is away', async () => {
    auditLog.record = () => Promise.reject(new Error('away'));
    expect(await make()('wrong')).toEqual({ kind: 'refused' });
  });
});

describe('what no account can have typed', () => {
  it.each([
    ['a NUL', 'ana@example.org\0'],
    ['a lone surrogate', 'ana\ud800@example.org'],
    ['a line break', 'ana@example.org\nx'],
    ['too much', `${'a'.repeat(400)}@example.org`],
    ['nothing', null],
    ['a list', ['ana@example.org']],
    ['an object', { $ne: null }],
  ])('%s is refused like a wrong password, before any store sees it', async (_what, email) => {
    expect(await make()(RIGHT, home, email)).toEqual({ kind: 'refused' });
    expect(checked).toBe(0);
  });

  it.each([undefined, 7, 'x'.repeat(201), '\udc00', ''])('neither is the password %j', async (password) => {
    expect(await make()(password)).toEqual({ kind: 'refused' });
    expect(checked).toBe(0);
  });
});

describe('too many tries', () => {
  it('of one network are told to wait, whatever addresses they are for, and cost no hashing', async () => {
    const attempt = make({ limits: { 'sign-ins-per-network': 2 } });
    await attempt('wrong', elsewhere, 'a@example.org');
    await attempt('wrong', elsewhere, 'b@example.org');
    expect(await attempt('wrong', elsewhere, 'c@example.org')).toMatchObject({
      kind: 'too-many',
      retryAfterSeconds: 600,
    });
    expect(checked).toBe(2);
    expect(await attempt(RIGHT)).toMatchObject({ kind: 'signed-in' });
  });

  it('for one address from one network are told to wait, even with the right password', async () => {
    const attempt = make({ limits: { 'sign-ins-per-email-and-network': 2 } });
    await attempt('wrong', elsewhere);
    await attempt('wrong', elsewhere, ' ANA@example.org');
    expect(await attempt(RIGHT, elsewhere)).toMatchObject({ kind: 'too-many' });
  });

  it('for one address from everywhere do not lock the account out of a network they came from before', async () => {
    const attempt = make({ limits: { 'sign-ins-per-email': 2 } });
    for (const network of ['a', 'b']) await attempt('wrong', { address: network, network });
    expect(await attempt(RIGHT, elsewhere)).toMatchObject({ kind: 'too-many' });
    expect(await attempt(RIGHT, home)).toMatchObject({ kind: 'signed-in' });
  });
});

describe('a try that was not looked at', () => {
  it('because too many passwords are being checked is not counted', async () => {
    const attempt = make({
      limits: { 'sign-ins-per-email-and-network': 1 },
      checkPassword: async () => ({ kind: 'busy' }),
    });
    for (let round = 0; round < 3; round += 1) expect(await attempt(RIGHT)).toMatchObject({ kind: 'busy' });
  });

  it('because the store is away rejects, and is not counted', async () => {
    const attempt = make({
      limits: { 'sign-ins-per-email-and-network': 1 },
      checkPassword: () => Promise.reject(new Error('away')),
    });
    for (let round = 0; round < 3; round += 1) await expect(attempt(RIGHT)).rejects.toThrow('away');
  });
});

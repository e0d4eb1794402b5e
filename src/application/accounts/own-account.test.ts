import { expect, it } from 'vitest';
import type { AuditRecord } from '../ports/audit-log';
import type { OwnAccounts } from '../ports/own-accounts';
import { ownAccount } from './own-account';

const ana = { id: 'a1', email: 'ana@example.org', name: 'Ana', role: 'member', sessionVersion: 2 } as const;
const now = new Date('2026-03-01T08:00:00Z');
const right = 'the right password';

const make = (isRight: boolean | 'busy' = true) => {
  const done: [string, AuditRecord][] = [];
  const accounts: OwnAccounts = {
    find: async () => undefined,
    rename: async (_id, name, entry) => void done.push([`renamed ${name}`, entry]),
    hasPassword: async () => isRight,
    changePassword: async ({ keptSessionId }, entry) =>
      void done.push([`changed, kept ${keptSessionId}`, entry]),
    signOutEverywhere: async (_id, entry) => void done.push(['signed out', entry]),
  };
  const isCommonPassword = async (password: string) => password === 'password1';
  return { done, own: ownAccount({ accounts, isCommonPassword, now: () => now }) };
};
const entryOf = (action: AuditRecord['action']): AuditRecord => {
  return { at: now, actor: ana.email, action, subject: 'account:a1', detail: {} };
};

it('writes down each change, and not to what', async () => {
  const { own, done } = make();
  await own.rename(ana, 'Ana Lima');
  await own.changePassword({ account: ana, sessionId: 's1', current: right, password: 'four plain words' });
  await own.signOutEverywhere(ana);
  expect(done).toEqual([
    ['renamed Ana Lima', entryOf('account.renamed')],
    ['changed, kept s1', entryOf('password.changed')],
    ['signed out', entryOf('account.signed-out-everywhere')],
  ]);
});

it.each([
  [false, 'four plain words', 'wrong'],
  ['busy', 'four plain words', 'busy'],
  [true, 'short', 'too-short'],
  [true, 'password1', 'common'],
] as const)(
  'changes no password where the current one is %s and the new one %j: %s',
  async (isRight, password, kind) => {
    const { own, done } = make(isRight);
    const change = { account: ana, sessionId: 's1', current: right, password };
    expect(await own.changePassword(change)).toEqual({ kind });
    expect(done).toEqual([]);
  },
);

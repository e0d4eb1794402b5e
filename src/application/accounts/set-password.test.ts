import { expect, it } from 'vitest';
import type { AccountLinks, LinkPurpose } from '../ports/account-links';
import type { AuditRecord } from '../ports/audit-log';
import { setPassword } from './set-password';

const ana = { id: 'a1', email: 'ana@example.org', name: 'Ana', role: 'member', sessionVersion: 2 } as const;
const now = new Date('2026-03-01T08:00:00Z');

const make = (purpose: LinkPurpose = 'activation') => {
  const entries: AuditRecord[] = [];
  const links: Pick<AccountLinks, 'setPassword'> = {
    setPassword: async ({ token }, entryOf) => {
      if (token !== 'good') return undefined;
      entries.push(entryOf(ana, purpose));
      return ana;
    },
  };
  const isCommonPassword = async (password: string) => password === 'password1';
  return { entries, set: setPassword({ links, isCommonPassword, now: () => now }) };
};

it.each([
  ['activation', 'account.activated'],
  ['password-reset', 'password.changed'],
] as const)('by a link for %s is %s, without the password in it', async (purpose, action) => {
  const { set, entries } = make(purpose);
  expect(await set({ token: 'good', password: 'four plain words' })).toEqual({ kind: 'set', account: ana });
  const entry = { at: now, actor: ana.email, action, subject: 'account:a1', detail: { by: 'link' } };
  expect(entries).toEqual([entry]);
});

it.each([
  ['bad', 'four plain words', 'no-link'],
  ['good', 'short', 'too-short'],
  ['good', 'password1', 'common'],
  ['bad', 'short', 'too-short'],
])('with the link %s and %j is %s, and nothing is done', async (token, password, kind) => {
  const { set, entries } = make();
  expect(await set({ token, password })).toEqual({ kind });
  expect(entries).toEqual([]);
});

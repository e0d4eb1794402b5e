import { expect, it } from 'vitest';
import type { AuditRecord } from '../ports/audit-log';
import type { Team } from '../ports/team';
import { changePassword } from './change-password';

const ana = { id: 'r1', email: 'ana@example.org', name: 'Ana', role: 'reviewer', sessionVersion: 1 } as const;
const now = new Date('2026-03-01T08:00:00Z');

const make = () => {
  const entries: AuditRecord[] = [];
  const team: Team = {
    changePassword: async ({ email }, entryOf) => {
      if (email !== ana.email) return undefined;
      entries.push(entryOf(ana));
      return ana;
    },
  };
  return {
    entries,
    change: changePassword({ team, isCommonPassword: async (one) => one === 'password1', now: () => now }),
  };
};

it('changes it, with an audit row without the password', async () => {
  const { change, entries } = make();
  const password = 'a long new password';
  expect(await change({ email: ana.email, password, actor: 'operator' })).toMatchObject({ kind: 'changed' });
  expect(entries).toEqual([
    { at: now, actor: 'operator', action: 'password.changed', subject: 'account:r1', detail: {} },
  ]);
});

it.each([
  [{ email: ana.email, password: 'short' }, 'too-short'],
  [{ email: ana.email, password: 'x'.repeat(129) }, 'too-long'],
  [{ email: ana.email, password: 'password1' }, 'common'],
  [{ email: ana.email, password: 'a NUL in it \0' }, 'not-text'],
  [{ email: 'nobody@example.org', password: 'a long new password' }, 'unknown'],
])('%j is %s, and nothing is done', async (given, kind) => {
  const { change, entries } = make();
  expect(await change({ ...given, actor: 'operator' })).toEqual({ kind });
  expect(entries).toEqual([]);
});

import { expect, it } from 'vitest';
import { InMemoryAuditLog } from '@/tests/fakes/in-memory-audit-log';
import type { ListedNotice, NoticeList } from '../ports/notice-list';
import { reviewNotices } from './review-notices';

const now = new Date('2026-03-01T08:00:00Z');
const admin = { id: 'a0', email: 'admin@example.org', name: 'A', role: 'admin', sessionVersion: 1 } as const;
const listed = (id: string, changes: Partial<ListedNotice> = {}): ListedNotice => ({
  ...{ id, key: `approved:${id}`, kind: 'approved', state: 'filed', name: 'Ana', email: 'ana@example.org' },
  ...{ accountId: 'a1', createdAt: now, at: now, attempts: 1 },
  ...changes,
});

const make = (all: ListedNotice[]) => {
  const auditLog = new InMemoryAuditLog();
  const notices: NoticeList = {
    page: async ({ limit }) => all.slice(0, limit),
    counts: async () => ({ waiting: 0, refused: 0 }),
    find: async (id) => all.find((one) => one.id === id),
    removeSettled: async () => 0,
    tryAgain: async () => true,
  };
  const links = { tokenFor: async ({ key }: { key: string }) => `token-of-${key}` };
  return { auditLog, review: reviewNotices({ notices, links, auditLog, now: () => now }) };
};

it('names a next page only where there may be one', async () => {
  const { review } = make([listed('3'), listed('2'), listed('1')]);
  expect((await review.page({ limit: 2 })).nextCursor).toBe('2');
  expect((await review.page({ limit: 4 })).nextCursor).toBeUndefined();
});

it('gives an admin the link of a mail that is a file, and writes that down', async () => {
  const { review, auditLog } = make([listed('1')]);
  expect(await review.copyLink('1', admin)).toBe('/set-password/token-of-approved:1');
  const entry = { at: now, actor: admin.email, action: 'account-link.copied', subject: 'notice:1' };
  expect(auditLog.entries).toEqual([{ ...entry, detail: { account: 'account:a1' } }]);
});

it.each([
  ['that was sent', listed('1', { state: 'sent' })],
  ['that waits', listed('1', { state: 'waiting' })],
  ['that has none', listed('1', { kind: 'rejected', accountId: undefined })],
  ['that is not there', listed('2')],
])('gives nobody the link of a mail %s', async (_which, notice) => {
  const { review, auditLog } = make([notice]);
  expect(await review.copyLink('1', admin)).toBeUndefined();
  expect(auditLog.entries).toEqual([]);
});

import 'server-only';
import type { MailItem, MailPage } from '@/src/application/contracts/mails';
import { isCopyable, type NoticePage } from '@/src/application/notices/review-notices';
import type { ListedNotice } from '@/src/application/ports/notice-list';
import type { Account } from '@/src/domain/account';

/** A page of mails as somebody of the staff may see it. */
export const toMailPage = ({ items, nextCursor, counts }: NoticePage, viewer: Account): MailPage => ({
  items: items.map((notice) => toMailItem(notice, viewer)),
  nextCursor: nextCursor ?? null,
  counts,
});

const toMailItem = (notice: ListedNotice, { role }: Account): MailItem => {
  const { id, kind, state, name, email, createdAt, at, attempts, answer } = notice;
  const times = { createdAt: createdAt.toISOString(), at: at.toISOString() };
  const hasLink = role === 'admin' && isCopyable(notice);
  return { id, kind, state, name, email, ...times, attempts, answer: answer ?? null, hasLink };
};

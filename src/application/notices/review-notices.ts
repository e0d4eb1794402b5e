import { type Account, subjectOf } from '@/src/domain/account';
import type { AccountLinks } from '../ports/account-links';
import type { AuditLog, AuditRecord } from '../ports/audit-log';
import type { ListedNotice, NoticeList } from '../ports/notice-list';
import { hasLink, linkOf } from './link-of';

type Ports = {
  notices: NoticeList;
  links: Pick<AccountLinks, 'tokenFor'>;
  auditLog: AuditLog;
  now: () => Date;
};

export type NoticePage = {
  items: ListedNotice[];
  nextCursor?: string;
  counts: { waiting: number; refused: number };
};

/** Whether an admin may copy the link of a notice: no mail server carries it to whom it is for. */
export const isCopyable = (notice: ListedNotice): boolean => notice.state === 'filed' && hasLink(notice);

/** What staff may do with the mails that were owed. Each rejects where the store is away. */
export const reviewNotices = ({ notices, links, auditLog, now }: Ports) => {
  const findLink = linkOf({ links, now });
  const entryOf = (actor: Account, action: AuditRecord['action'], id: string): AuditRecord => {
    return { at: now(), actor: actor.email, action, subject: `notice:${id}`, detail: {} };
  };
  return {
    page: async (request: { cursor?: string; limit: number }): Promise<NoticePage> => {
      const [items, counts] = await Promise.all([notices.page(request), notices.counts()]);
      const nextCursor = items.length === request.limit ? items.at(-1)?.id : undefined;
      return { items, nextCursor, counts };
    },

    /** False for one that was not refused. */
    tryAgain: (id: string, actor: Account): Promise<boolean> =>
      notices.tryAgain(id, entryOf(actor, 'mail.tried-again', id)),

    /** The path of the link in a mail that was written into a file. Whoever has it has the account, so it is audited. */
    copyLink: async (id: string, actor: Account): Promise<string | undefined> => {
      const notice = await notices.find(id);
      if (!notice || !isCopyable(notice)) return undefined;
      let path: string | undefined;
      const entry = entryOf(actor, 'account-link.copied', id);
      const detail = { account: subjectOf({ id: notice.accountId! }) };
      await auditLog.record({ ...entry, detail }, async () => {
        path = await findLink(notice);
        return path !== undefined;
      });
      return path;
    },
  };
};

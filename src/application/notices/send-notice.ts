import type { Notice } from '@/src/domain/notice';
import type { AccountLinks } from '../ports/account-links';
import type { Mailer, MailOutcome } from '../ports/mailer';
import { linkOf } from './link-of';
import { writeMail, type Site } from './write-mail';

type Ports = { mailer: Mailer; links: Pick<AccountLinks, 'tokenFor'>; site: Site; now: () => Date };

/**
 * Writes the mail of a notice and hands it over. A link lives from the moment at which it is sent, however long the mail
 * server was away. Rejects where the store of the links is away, or no mail server can be talked to.
 */
export const sendNotice = ({ mailer, links, site, now }: Ports) => {
  const findLink = linkOf({ links, now });
  return async (notice: Notice): Promise<MailOutcome> => {
    if (notice.kind === 'rejected') return mailer.send(writeMail(notice, site));
    const path = await findLink(notice);
    if (path === undefined) return { kind: 'refused', answer: 'no link is needed any more' };
    return mailer.send(writeMail(notice, site, `${site.origin}${path}`));
  };
};

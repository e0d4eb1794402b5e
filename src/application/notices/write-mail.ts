import type { Language } from '@/src/domain/language';
import type { Notice } from '@/src/domain/notice';
import type { Mail } from '../ports/mailer';
import { english } from './english';
import type { MailText, MailTexts } from './mail-texts';
import { portuguese } from './portuguese';

/** What the instance is called, and the origin of its pages, as in `https://join.example.org`. */
export type Site = { name: string; origin: string };

const TEXTS: Record<Language, MailTexts> = { en: english, 'pt-BR': portuguese };

/** The mail of a notice in the language of whom it goes to; `link` is where its button leads, if it has one. */
export const writeMail = (notice: Notice, site: Site, link?: string): Mail => {
  const { recipient, key, createdAt } = notice;
  const text = TEXTS[recipient.language][notice.kind]({ site: site.name, ...reasonOf(notice) });
  const day = createdAt.toISOString().replace(/[-:]|\.\d+/g, '');
  return {
    messageId: `<${day}.${key.replaceAll(':', '.')}@${new URL(site.origin).hostname}>`,
    to: { name: recipient.name, email: recipient.email },
    language: recipient.language,
    subject: text.subject,
    text: plain(text, recipient.name, link),
    html: markedUp(text, { recipient, site, link }),
  };
};

const reasonOf = (notice: Notice): { reason?: string } =>
  notice.kind === 'rejected' ? { reason: notice.reason } : {};

const plain = ({ greeting, before, quote, action, after, footer }: MailText, name: string, link?: string) =>
  [
    `${greeting} ${name},`,
    ...before,
    ...(quote === undefined ? [] : [quote.replace(/^/gm, '> ')]),
    ...(link && action ? [`${action}:\n${link}`] : []),
    ...after,
    `-- \n${footer}`,
  ].join('\n\n');

type Around = { recipient: Notice['recipient']; site: Site; link?: string };

/** Plain enough for every mail program: no picture, no style sheet, nothing that is fetched. */
const markedUp = (
  { subject, greeting, before, quote, action, after, footer }: MailText,
  { recipient, site, link }: Around,
): string => `<!doctype html>
<html lang="${recipient.language}">
<head><meta charset="utf-8"><meta name="color-scheme" content="light dark"><title>${escaped(subject)}</title></head>
<body style="margin:0;padding:24px;font:16px/1.5 system-ui,sans-serif">
<div style="max-width:34em;margin:0 auto">
<p style="font-weight:600">${escaped(site.name)}</p>
<p>${escaped(greeting)} <bdi>${escaped(recipient.name)}</bdi>,</p>
${before.map((line) => `<p>${escaped(line)}</p>`).join('\n')}
${quote === undefined ? '' : `<blockquote dir="auto" style="margin:1em 0;padding-left:1em;border-left:3px solid;white-space:pre-wrap">${escaped(quote)}</blockquote>`}
${link && action ? button(link, action) : ''}
${after.map((line) => `<p>${escaped(line)}</p>`).join('\n')}
<p style="font-size:14px;opacity:.75">${escaped(footer)}</p>
</div>
</body>
</html>
`;

const button = (link: string, action: string): string =>
  `<p><a href="${escaped(link)}" style="display:inline-block;padding:10px 18px;border-radius:8px;background:#1d4ed8;color:#fff;text-decoration:none">${escaped(action)}</a></p>
<p style="font-size:14px;word-break:break-all">${escaped(link)}</p>`;

const ENTITIES: Record<string, string> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

const escaped = (text: string): string => text.replace(/[&<>"']/g, (character) => ENTITIES[character]!);

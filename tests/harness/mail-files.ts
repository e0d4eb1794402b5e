import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { eventually } from './eventually';
import { productHome } from './product';

/** A mail as the product wrote it into a file, its text parts decoded as far as links go. */
type MailFile = { name: string; text: string };

const SOFT_BREAK = /=\r?\n/g;

const mailsTo = (email: string, home: string): MailFile[] => {
  const folder = path.join(home, 'mail');
  const names = readdirSync(folder).filter((name) => name.endsWith('.eml'));
  return names
    .toSorted()
    .map((name) => ({ name, text: readFileSync(path.join(folder, name), 'utf8').replace(SOFT_BREAK, '') }))
    .filter(({ text }) => text.includes(`<${email}>`) || text.includes(`To: ${email}`));
};

/** Waits for so many mails to an address, and answers them in order. */
export const awaitMails = (email: string, count = 1, home = productHome()): Promise<MailFile[]> =>
  eventually(`${count} mails to ${email}`, async () => {
    const mails = mailsTo(email, home);
    return mails.length >= count ? mails : undefined;
  });

/** The path of the link in a mail by which a password is set. */
export const passwordLinkIn = ({ name, text }: MailFile): string => {
  const link = /\/set-password\/[\w-]+/.exec(text)?.[0];
  if (!link) throw new Error(`${name} has no link to a password`);
  return link;
};

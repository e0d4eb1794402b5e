import { z } from 'zod';
import type { Site } from '@/src/application/notices/write-mail';
import type { Mailer } from '@/src/application/ports/mailer';
import { FileMailer } from './file-mailer';
import { SmtpMailer } from './smtp-mailer';

/** What sending mails takes. */
export const mailEnv = z.object({
  /** The mail server: `smtp[s]://[user:password@]host[:port]`. Without one, mails are written into files. */
  SMTP_URL: z.url({ protocol: /^smtps?$/ }).optional(),
  /** The folder of these files. */
  MAIL_FOLDER: z.string().default('.portaria/mail'),
  /** The sender, as in `Name <address>`; without it, `noreply` at the host of the pages. */
  MAIL_FROM: z.string().min(3).optional(),
  /** Where links in mails lead: the origin of the pages. */
  PUBLIC_URL: z.url({ protocol: /^https?$/ }).default('http://localhost:3000'),
});

type MailEnv = z.output<typeof mailEnv>;

const INSTANCE_NAME = 'Portaria';

export const siteOf = ({ PUBLIC_URL }: MailEnv): Site => ({
  name: INSTANCE_NAME,
  origin: new URL(PUBLIC_URL).origin,
});

/** Hands mails over as the environment says. */
export const mailerOf = ({ SMTP_URL, MAIL_FOLDER, MAIL_FROM, PUBLIC_URL }: MailEnv): Mailer => {
  const from = MAIL_FROM ?? `${INSTANCE_NAME} <noreply@${new URL(PUBLIC_URL).hostname}>`;
  return SMTP_URL ? new SmtpMailer(SMTP_URL, from) : new FileMailer(MAIL_FOLDER, from);
};

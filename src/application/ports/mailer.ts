import type { Language } from '@/src/domain/language';

/** A mail as it is handed over; `to.name` and `to.email` are what somebody typed. */
export type Mail = {
  /** The same for each attempt to send it, so that whoever gets it twice can tell (RFC 5322, section 3.6.4). */
  messageId: string;
  to: { name: string; email: string };
  language: Language;
  subject: string;
  text: string;
  html: string;
};

/**
 * `answer` is what the mail server said. `filed`: written into a file; `deferred`: not now, for this recipient; `refused`:
 * never.
 */
export type MailOutcome = { kind: 'accepted' | 'filed' | 'deferred' | 'refused'; answer: string };

/** Hands mails over. Rejects where no mail server can be talked to at all, which says nothing of the mail. */
export type Mailer = { send(mail: Mail): Promise<MailOutcome> };

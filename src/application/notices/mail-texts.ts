import type { NoticeKind } from '@/src/domain/notice';

/** One mail without whom it goes to: paragraphs before and after what the reviewer wrote and the button. */
export type MailText = {
  subject: string;
  greeting: string;
  before: string[];
  /** The words of a reviewer, shown as theirs. */
  quote?: string;
  /** What the button says. */
  action?: string;
  after: string[];
  footer: string;
};

type Known = { site: string; reason?: string };

/** Every mail in one language. */
export type MailTexts = Record<NoticeKind, (known: Known) => MailText>;

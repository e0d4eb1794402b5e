import type { Language } from './language';

/** To whom a notice goes. */
type Recipient = { name: string; email: string; language: Language };

type Facts = {
  /** The event that owes it: there is one notice for each key. */
  key: string;
  recipient: Recipient;
  createdAt: Date;
};

/**
 * A mail that an event owes. `approved` and `password-reset` carry a link by which the owner of the account sets a
 * password; a rejection tells the reason where the reviewer gave one.
 */
export type Notice =
  | (Facts & { kind: 'approved'; accountId: string })
  | (Facts & { kind: 'rejected'; reason?: string })
  | (Facts & { kind: 'password-reset'; accountId: string });

export const NOTICE_KINDS = ['approved', 'rejected', 'password-reset'] as const satisfies Notice['kind'][];
export type NoticeKind = (typeof NOTICE_KINDS)[number];

const MINUTE_MS = 60_000;
const FIRST_RETRY_MS = 5 * MINUTE_MS;
const LONGEST_RETRY_MS = 4 * 60 * MINUTE_MS;
const GIVE_UP_AFTER_MS = 5 * 24 * 60 * MINUTE_MS;

/**
 * When a notice is tried again that the mail server did not take for the moment, after so many attempts; undefined where
 * it has been tried for five days (RFC 5321, section 4.5.4.1, asks for four or five).
 */
export const nextAttempt = (createdAt: Date, attempts: number, now: Date): Date | undefined => {
  if (now.getTime() - createdAt.getTime() > GIVE_UP_AFTER_MS) return undefined;
  const waitMs = Math.min(FIRST_RETRY_MS * 2 ** (attempts - 1), LONGEST_RETRY_MS);
  return new Date(now.getTime() + waitMs);
};

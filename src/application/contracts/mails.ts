import { z } from 'zod';
import type { NoticeKind } from '@/src/domain/notice';

/** `filed`: written into a file, since no mail server is set. `refused`: for good, so it is not tried again by itself. */
export type MailState = 'waiting' | 'sent' | 'filed' | 'refused';

/** A mail as the dashboard shows it; times are ISO 8601 UTC. */
export type MailItem = {
  id: string;
  kind: NoticeKind;
  state: MailState;
  name: string;
  email: string;
  createdAt: string;
  /** When it was sent, written or refused, or is tried next. */
  at: string;
  attempts: number;
  /** The last words of the mail server. */
  answer: string | null;
  /** Whether an admin can copy the link in it, because no mail server carries it. */
  hasLink: boolean;
};

/** Reply of `GET /api/review/mails`: the newest first; `counts` is over all of them. */
export type MailPage = {
  items: MailItem[];
  nextCursor: string | null;
  counts: { waiting: number; refused: number };
};

/** The query of `GET /api/review/mails`. */
export const mailQuery = z.object({
  cursor: z
    .string()
    .regex(/^\d{1,18}$/)
    .optional(),
  limit: z.coerce.number().int().min(1).max(100).default(50),
});

import type { NoticeKind } from '@/src/domain/notice';
import type { AuditRecord } from './audit-log';

/** A notice with what became of it; `at` is when that was, or when it is tried next. */
export type ListedNotice = {
  id: string;
  key: string;
  kind: NoticeKind;
  state: 'waiting' | 'sent' | 'filed' | 'refused';
  name: string;
  email: string;
  accountId?: string;
  createdAt: Date;
  at: Date;
  attempts: number;
  answer?: string;
};

/** The notices as the dashboard shows them. Each call rejects where the store is away. */
export type NoticeList = {
  /** The newest first, from before `cursor`, which is the id of the last one seen. */
  page(request: { cursor?: string; limit: number }): Promise<ListedNotice[]>;
  counts(): Promise<{ waiting: number; refused: number }>;
  find(id: string): Promise<ListedNotice | undefined>;
  /** Takes away what was settled before then, with whom it was for, and answers how many. */
  removeSettled(before: Date): Promise<number>;
  /** Has a refused one tried again, with the audit row in the same transaction; false, with nothing done, for any other. */
  tryAgain(id: string, entry: AuditRecord): Promise<boolean>;
};

import type { Account } from '@/src/domain/account';
import type { AuditRecord } from './audit-log';

/** All that is kept of an account, for its owner. */
export type AccountFacts = Omit<Account, 'sessionVersion'> & {
  createdAt: Date;
  activatedAt?: Date;
  registrationId?: string;
  language?: string;
  sessions: { startedAt: Date; expiresAt: Date }[];
};

/**
 * What the owner of an account does with it. Each call rejects where the store is away; audit rows are written in the same
 * transaction.
 */
export type OwnAccounts = {
  find(id: string): Promise<AccountFacts | undefined>;
  rename(id: string, name: string, entry: AuditRecord): Promise<void>;
  /** Whether it is the password of that account; `busy` where it was not checked. */
  hasPassword(id: string, password: string): Promise<boolean | 'busy'>;
  /** Sets a new password, and ends every session but the one that is named. */
  changePassword(
    change: { id: string; password: string; keptSessionId: string },
    entry: AuditRecord,
  ): Promise<void>;
  /** Ends every session of the account. */
  signOutEverywhere(id: string, entry: AuditRecord): Promise<void>;
};

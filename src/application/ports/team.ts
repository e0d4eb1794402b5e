import type { Account } from '@/src/domain/account';
import type { AuditRecord } from './audit-log';

/** Those who may sign in, as whoever runs the product changes them. Each call rejects where the store is away. */
export type Team = {
  /**
   * Sets a new password and ends every session, in one transaction with the audit row that `entryOf` makes. Answers the
   * account, or undefined, with nothing done, where the address is nobody's.
   */
  changePassword(
    credentials: { email: string; password: string },
    entryOf: (account: Account) => AuditRecord,
  ): Promise<Account | undefined>;
};

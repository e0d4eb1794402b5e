import type { Reviewer } from '@/src/domain/reviewer';
import type { AuditRecord } from './audit-log';

/** Those who may sign in, as whoever runs the product changes them. Each call rejects where the store is away. */
export type Team = {
  /**
   * Sets a new password and ends every session, in one transaction with the audit row that `entryOf` makes. Answers the
   * reviewer, or undefined, with nothing done, where the address is nobody's.
   */
  changePassword(
    credentials: { email: string; password: string },
    entryOf: (reviewer: Reviewer) => AuditRecord,
  ): Promise<Reviewer | undefined>;
};

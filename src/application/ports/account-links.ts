import type { Account } from '@/src/domain/account';
import type { AuditRecord } from './audit-log';

export type LinkPurpose = 'activation' | 'password-reset';

type LinkFor = { key: string; accountId: string; purpose: LinkPurpose; expiresAt: Date };

/** The one-time links by which the owner of an address sets a password. Each call rejects where the store is away. */
export type AccountLinks = {
  /**
   * Answers the token of the link that belongs to a notice, which opens the account until then; the same token each time
   * that it is asked for the same notice. Undefined where the account is no more, or is to be activated
   * and is so already.
   */
  tokenFor(notice: LinkFor): Promise<string | undefined>;
  /** Takes away what has run out by then, and answers how many. */
  removeExpired(at: Date): Promise<number>;
  /** Whose account a token opens at that moment, if anybody's. */
  find(token: string, at: Date): Promise<{ account: Account; purpose: LinkPurpose } | undefined>;
  /**
   * Sets the password of the account that the token opens, and ends all of its links and sessions, in one
   * transaction with the audit row that `entryOf` makes. Undefined, with nothing done, where it opens none.
   */
  setPassword(
    use: { token: string; password: string; at: Date },
    entryOf: (account: Account, purpose: LinkPurpose) => AuditRecord,
  ): Promise<Account | undefined>;
};

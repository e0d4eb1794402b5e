import type { Account } from '@/src/domain/account';

/** `account` is whose address it is, if anybody's, whether or not the password is right. */
export type PasswordCheck =
  { kind: 'right'; account: Account } | { kind: 'wrong'; account?: Account } | { kind: 'busy' };

/** The accounts of those who sign in. Each call rejects within 6 s where the store is away: nobody is let in then. */
export type SignInAccounts = {
  /**
   * Checks a password, in the same time whether or not the address is known. Hashing is slow on purpose, so few are
   * hashed at once and few may wait: `busy` where it was not checked at all.
   */
  checkPassword(credentials: { email: string; password: string }): Promise<PasswordCheck>;
  /** Whether the owner of this address has signed in from this network since then. */
  hasSignedInFrom(network: string, since: { email: string; at: Date }): Promise<boolean>;
};

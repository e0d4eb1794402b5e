/** Mails that are owed. Each call rejects where the store is away. */
export type Notices = {
  /**
   * Owes the owner of this address a link to a new password, once for each `key`; nothing where the address is nobody's.
   * It takes as long either way.
   */
  owePasswordReset(request: { email: string; window: string }): Promise<void>;
};

/** What the owner of an account may do: nothing but with their own account, decide, or all there is. */
type Role = 'member' | 'reviewer' | 'admin';

/** Somebody who may sign in. The password's hash never leaves the adapter that checks it. */
export type Account = {
  id: string;
  email: string;
  name: string;
  role: Role;
  /** Raised to end every session of this account at once. */
  sessionVersion: number;
};

/** Whether they may see the dashboard. */
export const isStaff = ({ role }: Pick<Account, 'role'>): boolean => role !== 'member';

/** How the audit log names an account. */
export const subjectOf = ({ id }: Pick<Account, 'id'>): string => `account:${id}`;

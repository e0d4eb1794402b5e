import { type Account, subjectOf } from '@/src/domain/account';
import type { PasswordFlaw } from '@/src/domain/password';
import type { AuditRecord } from '../ports/audit-log';
import type { AccountFacts, OwnAccounts } from '../ports/own-accounts';
import { type IsCommonPassword, newPasswordFlaw } from './new-password';

type Ports = { accounts: OwnAccounts; isCommonPassword: IsCommonPassword; now: () => Date };
type ChangeOwnPassword = { account: Account; sessionId: string; current: string; password: string };

export type OwnPasswordChange = { kind: 'changed' | 'wrong' | 'busy' } | { kind: PasswordFlaw };

/** What the owner of an account may do with it while signed in. Each rejects where the store is away. */
export const ownAccount = ({ accounts, isCommonPassword, now }: Ports) => {
  const entryOf = (account: Account, action: AuditRecord['action']): AuditRecord => {
    return { at: now(), actor: account.email, action, subject: subjectOf(account), detail: {} };
  };
  return {
    find: ({ id }: Account): Promise<AccountFacts | undefined> => accounts.find(id),

    rename: (account: Account, name: string): Promise<void> =>
      accounts.rename(account.id, name, entryOf(account, 'account.renamed')),

    /** Whoever else is signed in to it is signed out. */
    changePassword: async (change: ChangeOwnPassword): Promise<OwnPasswordChange> => {
      const { account, sessionId, current, password } = change;
      const flaw = await newPasswordFlaw(password, isCommonPassword);
      if (flaw) return { kind: flaw };
      const isRight = await accounts.hasPassword(account.id, current);
      if (isRight !== true) return { kind: isRight === 'busy' ? 'busy' : 'wrong' };
      const kept = { id: account.id, password, keptSessionId: sessionId };
      await accounts.changePassword(kept, entryOf(account, 'password.changed'));
      return { kind: 'changed' };
    },

    signOutEverywhere: (account: Account): Promise<void> =>
      accounts.signOutEverywhere(account.id, entryOf(account, 'account.signed-out-everywhere')),
  };
};

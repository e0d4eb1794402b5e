import { type Account, subjectOf } from '@/src/domain/account';
import type { PasswordFlaw } from '@/src/domain/password';
import { type IsCommonPassword, newPasswordFlaw } from '../accounts/new-password';
import type { Team } from '../ports/team';

type Ports = { team: Team; isCommonPassword: IsCommonPassword; now: () => Date };
type ChangePassword = { email: string; password: string; actor: string };

export type PasswordChange =
  { kind: 'changed'; account: Account } | { kind: 'unknown' } | { kind: PasswordFlaw };

/** Gives an account a new password. Whoever is signed in to it is signed out, everywhere. */
export const changePassword =
  ({ team, isCommonPassword, now }: Ports) =>
  async ({ email, password, actor }: ChangePassword): Promise<PasswordChange> => {
    const flaw = await newPasswordFlaw(password, isCommonPassword);
    if (flaw) return { kind: flaw };
    const account = await team.changePassword({ email, password }, (account) => ({
      at: now(),
      actor,
      action: 'password.changed',
      subject: subjectOf(account),
      detail: {},
    }));
    if (!account) return { kind: 'unknown' };
    return { kind: 'changed', account };
  };

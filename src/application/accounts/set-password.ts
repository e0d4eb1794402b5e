import { type Account, subjectOf } from '@/src/domain/account';
import type { PasswordFlaw } from '@/src/domain/password';
import type { AccountLinks, LinkPurpose } from '../ports/account-links';
import type { AuditRecord } from '../ports/audit-log';
import { type IsCommonPassword, newPasswordFlaw } from './new-password';

type Ports = {
  links: Pick<AccountLinks, 'setPassword'>;
  isCommonPassword: IsCommonPassword;
  now: () => Date;
};

/** `no-link`: it was used, has run out, or never was one. */
export type PasswordSet = { kind: 'set'; account: Account } | { kind: 'no-link' } | { kind: PasswordFlaw };

const ACTIONS = {
  activation: 'account.activated',
  'password-reset': 'password.changed',
} as const satisfies Record<LinkPurpose, AuditRecord['action']>;

/** Sets the password of the account that a mailed link opens, which proves the address. Every earlier session ends. */
export const setPassword =
  ({ links, isCommonPassword, now }: Ports) =>
  async ({ token, password }: { token: string; password: string }): Promise<PasswordSet> => {
    const flaw = await newPasswordFlaw(password, isCommonPassword);
    if (flaw) return { kind: flaw };
    const at = now();
    const account = await links.setPassword({ token, password, at }, (owner, purpose) => ({
      at,
      actor: owner.email,
      action: ACTIONS[purpose],
      subject: subjectOf(owner),
      detail: { by: 'link' },
    }));
    return account ? { kind: 'set', account } : { kind: 'no-link' };
  };

import type { NoticeKind } from '@/src/domain/notice';
import type { AccountLinks, LinkPurpose } from '../ports/account-links';

const HOUR_MS = 3_600_000;
const LIVES_MS: Record<LinkPurpose, number> = { activation: 7 * 24 * HOUR_MS, 'password-reset': HOUR_MS };

/** What the link in a notice is for, where it has one. */
const PURPOSES: Partial<Record<NoticeKind, LinkPurpose>> = {
  approved: 'activation',
  'password-reset': 'password-reset',
};

type Ports = { links: Pick<AccountLinks, 'tokenFor'>; now: () => Date };
type OfAccount = { key: string; kind: NoticeKind; accountId?: string };

/** Whether a notice carries a link. */
export const hasLink = ({ kind, accountId }: Pick<OfAccount, 'kind' | 'accountId'>): boolean =>
  PURPOSES[kind] !== undefined && accountId !== undefined;

/**
 * The path of the link that a notice carries, which lives from now on: seven days to activate an account, an hour for a
 * new password. Undefined where the account is no more.
 */
export const linkOf =
  ({ links, now }: Ports) =>
  async ({ key, kind, accountId }: OfAccount): Promise<string | undefined> => {
    const purpose = PURPOSES[kind];
    if (!purpose || accountId === undefined) return undefined;
    const expiresAt = new Date(now().getTime() + LIVES_MS[purpose]);
    const token = await links.tokenFor({ key, accountId, purpose, expiresAt });
    return token && `/set-password/${token}`;
  };

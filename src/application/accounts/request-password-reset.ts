import { emailKeyOf } from '@/src/domain/email';
import type { Notices } from '../ports/notices';
import type { RateLimits } from '../ports/rate-limits';

export type PasswordResetLimit = 'password-resets-per-network' | 'password-resets-per-email';

type Ports = { notices: Notices; limits: RateLimits<PasswordResetLimit>; now: () => Date };
type Asked = { email: string; network: string };

/** In so many minutes somebody gets one mail, however often they ask. */
const WINDOW_MS = 10 * 60_000;

/**
 * Sends the owner of an address a link to a new password. The answer is the same whoever's address it is, also where one
 * address was asked for too often; only who asks for many is told to wait.
 */
export const requestPasswordReset =
  ({ notices, limits, now }: Ports) =>
  async ({
    email,
    network,
  }: Asked): Promise<{ kind: 'asked' } | { kind: 'too-many'; retryAfterSeconds: number }> => {
    const ofNetwork = await limits.take('password-resets-per-network', network);
    if (!ofNetwork.ok) return { kind: 'too-many', retryAfterSeconds: ofNetwork.retryAfterSeconds };
    const ofAddress = await limits.take('password-resets-per-email', emailKeyOf(email));
    const window = String(Math.floor(now().getTime() / WINDOW_MS));
    if (ofAddress.ok) await notices.owePasswordReset({ email, window });
    return { kind: 'asked' };
  };

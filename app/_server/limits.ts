import { z } from 'zod';
import type { RateLimit } from '@/src/application/ports/rate-limits';
import { rateLimitSetting } from '@/src/infrastructure/environment/rate-limit-setting';

/** How often what may happen, each as `<times>/<seconds>` or 0 for no limit. The defaults let a school class sign up behind one address. */
export const limitsEnv = z.object({
  LIMIT_SIGN_UPS_PER_NETWORK: rateLimitSetting('120/600'),
  LIMIT_SIGN_UPS_PER_EMAIL: rateLimitSetting('5/3600'),
  /** The same request with the same key, which counts once towards the limits above. */
  LIMIT_REPEATS_PER_SIGN_UP: rateLimitSetting('30/3600'),
});

export type LimitName = 'sign-ups-per-network' | 'sign-ups-per-email' | 'repeats-per-sign-up';

/** The limits by their names in the application. */
export const limitsOf = (env: z.output<typeof limitsEnv>): Record<LimitName, RateLimit> => ({
  'sign-ups-per-network': env.LIMIT_SIGN_UPS_PER_NETWORK,
  'sign-ups-per-email': env.LIMIT_SIGN_UPS_PER_EMAIL,
  'repeats-per-sign-up': env.LIMIT_REPEATS_PER_SIGN_UP,
});

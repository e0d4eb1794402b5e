import { z } from 'zod';
import type { RateLimit } from '@/src/application/ports/rate-limits';
import type { SignInLimit } from '@/src/application/sign-in/sign-in';
import { rateLimitSetting } from '@/src/infrastructure/environment/rate-limit-setting';

/** How often what may happen, each as `<times>/<seconds>` or 0 for no limit. The defaults let a school class sign up behind one address. */
export const limitsEnv = z.object({
  LIMIT_SIGN_UPS_PER_NETWORK: rateLimitSetting('120/600'),
  LIMIT_SIGN_UPS_PER_EMAIL: rateLimitSetting('5/3600'),
  /** The same request with the same key, which counts once towards the limits above. */
  LIMIT_REPEATS_PER_SIGN_UP: rateLimitSetting('30/3600'),
  LIMIT_SIGN_INS_PER_NETWORK: rateLimitSetting('60/600'),
  LIMIT_SIGN_INS_PER_EMAIL_AND_NETWORK: rateLimitSetting('10/600'),
  /** It does not hold where the reviewer has signed in from lately, so that nobody can lock them out from elsewhere. */
  LIMIT_SIGN_INS_PER_EMAIL: rateLimitSetting('100/3600'),
});

export type LimitName = 'sign-ups-per-network' | 'sign-ups-per-email' | 'repeats-per-sign-up' | SignInLimit;

/** The limits by their names in the application. */
export const limitsOf = (env: z.output<typeof limitsEnv>): Record<LimitName, RateLimit> => ({
  'sign-ups-per-network': env.LIMIT_SIGN_UPS_PER_NETWORK,
  'sign-ups-per-email': env.LIMIT_SIGN_UPS_PER_EMAIL,
  'repeats-per-sign-up': env.LIMIT_REPEATS_PER_SIGN_UP,
  'sign-ins-per-network': env.LIMIT_SIGN_INS_PER_NETWORK,
  'sign-ins-per-email-and-network': env.LIMIT_SIGN_INS_PER_EMAIL_AND_NETWORK,
  'sign-ins-per-email': env.LIMIT_SIGN_INS_PER_EMAIL,
});

import { z } from 'zod';
import type { PasswordResetLimit } from '@/src/application/accounts/request-password-reset';
import { PROOF_LASTS_SECONDS } from '@/src/application/ports/proofs-of-work';
import type { RateLimit } from '@/src/application/ports/rate-limits';
import type { SignInLimit } from '@/src/application/sign-in/sign-in';
import type { SignUpLimit, SignUpRules } from '@/src/application/sign-up/guard-sign-up';
import { rateLimitSetting } from '@/src/infrastructure/environment/rate-limit-setting';
import type { StreamCaps } from './stream-slots';

const count = (fallback: number) => z.coerce.number().int().min(0).default(fallback);

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
  LIMIT_PASSWORD_RESETS_PER_NETWORK: rateLimitSetting('30/600'),
  LIMIT_PASSWORD_RESETS_PER_EMAIL: rateLimitSetting('3/3600'),
  /** More sign-ups than these are a surge, and so is a backlog of so many. */
  SURGE_SIGN_UPS: rateLimitSetting('600/600'),
  SURGE_BACKLOG: count(2_000),
  /** So many may wait for a reviewer before the form closes. */
  BACKLOG_CAP: count(20_000),
  /** Sooner than this after it was shown nobody sends a form. */
  SIGN_UP_MIN_SECONDS: count(2),
  /** Event streams that may be open at once in this process; 0 is no limit. */
  STREAMS_PER_LINK: count(10),
  STREAMS_PER_SESSION: count(20),
  STREAMS_PER_NETWORK: count(200),
  STREAMS_IN_ALL: count(5_000),
});

/** When sign-ups must come with a proof of work. */
export const proofOfWorkEnv = z.object({
  PROOF_OF_WORK: z.enum(['never', 'surge', 'always']).default('surge'),
  /** So many hashes a solver computes at most, and half of them at least. */
  PROOF_OF_WORK_COST: z.coerce.number().int().min(2).max(10_000_000).default(50_000),
});

type LimitsEnv = z.output<typeof limitsEnv>;
type LimitName = SignUpLimit | SignInLimit | PasswordResetLimit;

/** The limits by their names in the application. */
export const limitsOf = (env: LimitsEnv): Record<LimitName, RateLimit> => ({
  'sign-ups-per-network': env.LIMIT_SIGN_UPS_PER_NETWORK,
  'sign-ups-per-email': env.LIMIT_SIGN_UPS_PER_EMAIL,
  'repeats-per-sign-up': env.LIMIT_REPEATS_PER_SIGN_UP,
  'sign-ins-per-network': env.LIMIT_SIGN_INS_PER_NETWORK,
  'sign-ins-per-email-and-network': env.LIMIT_SIGN_INS_PER_EMAIL_AND_NETWORK,
  'sign-ins-per-email': env.LIMIT_SIGN_INS_PER_EMAIL,
  'password-resets-per-network': env.LIMIT_PASSWORD_RESETS_PER_NETWORK,
  'password-resets-per-email': env.LIMIT_PASSWORD_RESETS_PER_EMAIL,
  'sign-ups-before-surge': env.SURGE_SIGN_UPS,
  'uses-per-proof': { points: 1, seconds: PROOF_LASTS_SECONDS },
});

export const signUpRulesOf = (env: LimitsEnv & z.output<typeof proofOfWorkEnv>): SignUpRules => ({
  proofOfWork: env.PROOF_OF_WORK,
  backlogCap: env.BACKLOG_CAP,
  surgeBacklog: env.SURGE_BACKLOG,
  minimumFillMs: env.SIGN_UP_MIN_SECONDS * 1_000,
});

export const streamCapsOf = (env: LimitsEnv): StreamCaps => ({
  link: env.STREAMS_PER_LINK,
  session: env.STREAMS_PER_SESSION,
  network: env.STREAMS_PER_NETWORK,
  total: env.STREAMS_IN_ALL,
});

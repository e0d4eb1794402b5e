import { z } from 'zod';
import type { RateLimit } from '@/src/application/ports/rate-limits';

const FORM = /^(\d{1,7})\/([1-9]\d{0,5})$/;

/**
 * A rate limit as a variable: `120/600` is 120 times in any 600 seconds, and `0` no limit.
 * @param fallback the limit where the variable is not set, in the same form.
 */
export const rateLimitSetting = (fallback: string) =>
  z
    .string()
    .default(fallback)
    .transform((text, context): RateLimit => {
      if (text === '0') return { points: 0, seconds: 1 };
      const [, points, seconds] = FORM.exec(text) ?? [];
      if (points !== undefined) return { points: Number(points), seconds: Number(seconds) };
      context.addIssue('must be 0 or <times>/<seconds>, such as 120/600');
      return z.NEVER;
    });

import { z } from 'zod';
import { normaliseEmail } from '@/src/domain/email';
import { hasControlCharacters, hasDeceptiveCharacters, isWellFormed } from '@/src/domain/text';

/** Limits in characters (UTF-16 units, as HTML's maxlength counts them); the body as a whole in bytes. */
export const LIMITS = {
  name: 200,
  email: 254,
  reason: 2_000,
  bodyBytes: 8 * 1024,
  idempotencyKey: 200,
} as const;

/**
 * The sign-up form and the body of `POST /api/registrations`. Messages are codes that the pages translate.
 * `invalid_characters`: controls, bidirectional overrides and zero-width characters.
 */
export const registrationForm = z.strictObject({
  name: z
    .string()
    .transform((name) => name.normalize('NFC'))
    .refine((name) => !hasDeceptiveCharacters(name) && isWellFormed(name), 'invalid_characters')
    .transform((name) => name.trim())
    .pipe(z.string().min(1, 'required').max(LIMITS.name, 'too_long')),
  email: z
    .string()
    .transform(normaliseEmail)
    .pipe(z.string().min(1, 'required').max(LIMITS.email, 'too_long').pipe(z.email('invalid_email'))),
  reason: z
    .string()
    .transform((reason) => reason.normalize('NFC').replaceAll('\r\n', '\n').trim())
    .refine((reason) => !hasControlCharacters(reason) && isWellFormed(reason), 'invalid_characters')
    .pipe(z.string().min(1, 'required').max(LIMITS.reason, 'too_long')),
});

export type RegistrationForm = z.infer<typeof registrationForm>;

/** The reply to an accepted sign-up; `statusUrl` is a path with the private token. */
export type AcceptedRegistration = { registrationId: string; statusUrl: string };

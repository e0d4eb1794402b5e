import { z } from 'zod';

const CONTROL_OR_LONE_SURROGATE = /[\p{Cc}\p{Cs}]/u;
const LONE_SURROGATE = /\p{Cs}/u;
/** Passwords of so many characters could be set once. */
const LONGEST_PASSWORD = 200;

/** What somebody types to sign in. Whatever does not fit belongs to nobody, and is refused in the same words. */
export const credentials = z.object({
  email: z
    .string()
    .min(1)
    .max(320)
    .refine((email) => !CONTROL_OR_LONE_SURROGATE.test(email)),
  password: z
    .string()
    .min(1)
    .max(2 * LONGEST_PASSWORD)
    .refine((password) => [...password].length <= LONGEST_PASSWORD && !LONE_SURROGATE.test(password)),
});

export type Credentials = z.infer<typeof credentials>;

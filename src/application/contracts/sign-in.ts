import { z } from 'zod';
import { PASSWORD_LENGTH } from '@/src/domain/password';

const CONTROL_OR_LONE_SURROGATE = /[\p{Cc}\p{Cs}]/u;
const LONE_SURROGATE = /\p{Cs}/u;

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
    .max(2 * PASSWORD_LENGTH.most)
    .refine((password) => [...password].length <= PASSWORD_LENGTH.most && !LONE_SURROGATE.test(password)),
});

export type Credentials = z.infer<typeof credentials>;

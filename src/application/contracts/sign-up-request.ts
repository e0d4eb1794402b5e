import { z } from 'zod';
import { LANGUAGES } from '@/src/domain/language';
import { registrationFormWith } from './registration-form';

/**
 * The body of `POST /api/registrations`: the form, and what the page adds. `website` is a field that no person sees, so
 * only programs that fill in everything write into it; `stamp` tells when the page showed the form; `proof` is the
 * solution of a challenge (base64 of altcha's payload), where one is asked for; `language` is that of the page. For `isDomain` see `registrationFormWith`.
 */
export const signUpRequestWith = (isDomain: (asciiDomain: string) => boolean) =>
  registrationFormWith(isDomain).extend({
    website: z.literal('', 'must_be_empty').optional(),
    stamp: z.string().max(200).optional(),
    proof: z.string().max(4_000).optional(),
    language: z.enum(LANGUAGES).optional(),
  });

import { findEmailFault, octetsOf, tidyEmail } from '@/src/domain/email';
import { hasVisibleCharacter, hasVisibleLetterOrDigit } from '@/src/domain/invisible-characters';
import { tidyLine, tidyLines } from '@/src/domain/tidy-text';
import { findTextFault, readableText, type TextFault, type TextRule } from './text-rule';

/**
 * Limits of the tidied texts in characters (code points); of an address in octets, as RFC 5321 counts it; of a body in
 * bytes. The longest form fits into a body in every encoding of JSON: 2,200 characters of 12 bytes (`\ud83d\ude42`) and
 * an address of at most 254 characters, which leaves 3 KB for names of fields and white space.
 */
export const LIMITS = {
  name: 200,
  email: 254,
  reason: 2_000,
  bodyBytes: 32 * 1024,
  idempotencyKey: 200,
} as const;

const findAddressFault = (email: string): TextFault | undefined => {
  if (!email) return { code: 'required' };
  if (octetsOf(email) > LIMITS.email) return { code: 'too_long' };
  const fault = findTextFault(email, 'line');
  if (fault) return fault;
  const kind = findEmailFault(email);
  return kind && { code: 'invalid_email', kind };
};

/**
 * The fields of the sign-up form, as a page can check them. Faults are codes that the pages translate:
 * `invalid_characters` and `too_many_marks` have their position, `invalid_email` its kind (`EmailFault`).
 */
export const REGISTRATION_RULES = {
  name: readableText({
    tidy: tidyLine,
    shape: 'line',
    mostCharacters: LIMITS.name,
    isReadable: hasVisibleLetterOrDigit,
    isRequired: true,
  }),
  email: { tidy: tidyEmail, findFault: findAddressFault },
  reason: readableText({
    tidy: tidyLines,
    shape: 'lines',
    mostCharacters: LIMITS.reason,
    isReadable: hasVisibleCharacter,
    isRequired: true,
  }),
} as const satisfies Record<string, TextRule>;

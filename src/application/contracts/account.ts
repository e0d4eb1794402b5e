import { z } from 'zod';
import { REGISTRATION_RULES } from './registration-rules';
import { checkedText } from './text-field';

/** The longest text that is looked at as a password, in UTF-16 code units; its own rules are in `src/domain/password`. */
const LONGEST_TYPED = 1_000;
const password = z.string().max(LONGEST_TYPED);

/** A password for the account that a mailed link opens. */
export const newPassword = z.strictObject({ token: z.string().min(1).max(100), password });

/** A new password in the place of the one that holds. */
export const passwordChange = z.strictObject({ current: password, password });

/** Who asks for a new password; whatever was typed belongs to somebody or to nobody. */
export const passwordResetRequest = z.strictObject({ email: z.string().min(1).max(320) });

/** What the owner of an account changes. */
export const accountChange = z.strictObject({ name: checkedText(REGISTRATION_RULES.name) });

/** How long a password is, in characters (Unicode code points; NIST SP 800-63B, section 5.1.1.2). */
export const PASSWORD_LENGTH = { least: 8, most: 128 } as const;

/** `common`: many people use it, which its text does not tell (see `newPasswordFlaw`). */
export type PasswordFlaw = 'too-short' | 'too-long' | 'not-text' | 'common';

/** What is wrong with a new password; undefined where nothing is. Any characters will do, as long as they are some. */
export const passwordFlaw = (password: string): PasswordFlaw | undefined => {
  if (/[\p{Cc}\p{Cs}]/u.test(password)) return 'not-text';
  const characters = [...password].length;
  if (characters < PASSWORD_LENGTH.least) return 'too-short';
  return characters > PASSWORD_LENGTH.most ? 'too-long' : undefined;
};

/** How long a reviewer's password is, in characters (Unicode code points). */
export const PASSWORD_LENGTH = { least: 12, most: 200 } as const;

export type PasswordFlaw = 'too-short' | 'too-long' | 'not-text';

/** What is wrong with a new password; undefined where nothing is. Any characters will do, as long as they are some. */
export const passwordFlaw = (password: string): PasswordFlaw | undefined => {
  if (/[\p{Cc}\p{Cs}]/u.test(password)) return 'not-text';
  const characters = [...password].length;
  if (characters < PASSWORD_LENGTH.least) return 'too-short';
  return characters > PASSWORD_LENGTH.most ? 'too-long' : undefined;
};

import { passwordFlaw, type PasswordFlaw } from '@/src/domain/password';

/** Whether many people use a password. */
export type IsCommonPassword = (password: string) => Promise<boolean>;

/** What is wrong with a password that somebody wants; undefined where nothing is. */
export const newPasswordFlaw = async (
  password: string,
  isCommon: IsCommonPassword,
): Promise<PasswordFlaw | undefined> =>
  passwordFlaw(password) ?? ((await isCommon(password)) ? 'common' : undefined);

import { PASSWORD_LENGTH } from '@/src/domain/password';

let common: Promise<ReadonlySet<string>> | undefined;

/**
 * Whether it is among the 49,000 passwords that are used most, in whatever case: the list of zxcvbn-ts, which is part of
 * its package. It is read at the first question, since few processes ever ask.
 */
export const isCommonPassword = async (password: string): Promise<boolean> => {
  common ??= readList();
  return (await common).has(password.toLowerCase());
};

const readList = async (): Promise<ReadonlySet<string>> => {
  const { dictionary } = await import('@zxcvbn-ts/language-common');
  return new Set(dictionary['passwords-common'].filter(({ length }) => length >= PASSWORD_LENGTH.least));
};

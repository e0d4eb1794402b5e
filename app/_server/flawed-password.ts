import 'server-only';
import { PASSWORD_LENGTH, type PasswordFlaw } from '@/src/domain/password';
import { problem } from './respond';

const DETAILS: Record<PasswordFlaw, string> = {
  'too-short': `A password has ${PASSWORD_LENGTH.least} characters or more.`,
  'too-long': `A password has ${PASSWORD_LENGTH.most} characters or fewer.`,
  'not-text': 'A password has no control characters.',
  common: 'This password is among those that many people use.',
};

/** 422 with what is wrong with a new password. */
export const flawedPassword = (flaw: PasswordFlaw): Response => {
  const errors = [{ field: 'password', code: flaw, detail: DETAILS[flaw] }];
  return problem({ status: 422, title: 'This password cannot be used', errors });
};

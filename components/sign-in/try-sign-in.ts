import { signIn } from 'next-auth/react';

export type SignInFailure = 'failed' | 'tooMany' | 'unreachable';

/** Answers undefined once signed in. Why a sign-in failed is never told apart: neither should the page. */
export const trySignIn = async (email: string, password: string): Promise<SignInFailure | undefined> => {
  try {
    const reply = await signIn('credentials', { email, password, redirect: false });
    if (reply?.ok && !reply.error) return undefined;
    if (reply?.status === 429) return 'tooMany';
    return reply && reply.status < 500 ? 'failed' : 'unreachable';
  } catch {
    return 'unreachable';
  }
};

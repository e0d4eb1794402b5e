import 'server-only';
import { redirect } from 'next/navigation';
import { currentAccount } from '@/app/_server/auth';
import { type Account, isStaff } from '@/src/domain/account';

/**
 * Answers the reviewer who is signed in. Who is not signed in is redirected to the sign-in page, and to `path` afterwards;
 * a member to their account.
 */
export const reviewerOrSignIn = async (path: string): Promise<Account> => {
  const account = await currentAccount();
  if (!account) redirect(`/signin?${new URLSearchParams({ callbackUrl: path })}`);
  return isStaff(account) ? account : redirect('/account');
};

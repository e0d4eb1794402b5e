import 'server-only';
import { redirect } from 'next/navigation';
import { currentReviewer } from '@/app/_server/auth';
import type { Reviewer } from '@/src/domain/reviewer';

/** Answers the reviewer who is signed in; anybody else is redirected to the sign-in page, and to `path` afterwards. */
export const reviewerOrSignIn = async (path: string): Promise<Reviewer> => {
  const reviewer = await currentReviewer();
  return reviewer ?? redirect(`/signin?${new URLSearchParams({ callbackUrl: path })}`);
};

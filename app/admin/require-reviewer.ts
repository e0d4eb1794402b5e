import 'server-only';
import { redirect } from 'next/navigation';
import { currentReviewer } from '@/app/_server/auth';
import type { Reviewer } from '@/src/domain/reviewer';

/** The reviewer who is signed in; anybody else is led to the sign-in page and back to `path` afterwards. */
export const requireReviewer = async (path: string): Promise<Reviewer> => {
  const reviewer = await currentReviewer();
  return reviewer ?? redirect(`/signin?${new URLSearchParams({ callbackUrl: path })}`);
};

import { readFileSync } from 'node:fs';
import path from 'node:path';
import { ReviewerSession } from '@/tests/harness/reviewer-session';
import type { Credentials } from '@/tests/harness/reviewers';
import { webAt } from '@/tests/harness/web-client';
import type { Bench } from './bench';

/** The first admin, signed in. */
export const signInReviewer = async ({ home, product }: Bench): Promise<ReviewerSession> => {
  const credentials = JSON.parse(readFileSync(path.join(home, 'admin.json'), 'utf8')) as Credentials;
  const session = new ReviewerSession(credentials, webAt(product.url));
  await session.signIn();
  return session;
};

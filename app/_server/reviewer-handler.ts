import 'server-only';
import type { Reviewer } from '@/src/domain/reviewer';
import type { Session } from '@/src/domain/session';
import { currentSession } from './auth';
import { handler, problem } from './respond';

type Context = { params: Promise<Record<string, string>> };
type SignedIn = { session: Session; reviewer: Reviewer };
type ReviewerHandler = (request: Request, context: Context & SignedIn) => Promise<Response>;

/**
 * A handler of the review API: 401 without a session, and 403 for a request that another site's page made with the
 * reviewer's cookie. next-auth's own token guards only its own routes. Reading is no activity of the reviewer, since an
 * open page does it by itself.
 */
export const reviewerHandler = (handle: ReviewerHandler) =>
  handler<Context>(async (request, context) => {
    if (!isReading(request) && isCrossSite(request)) {
      return problem({ status: 403, title: 'Refused', detail: 'The request came from another site.' });
    }
    const session = await currentSession({ isActivity: !isReading(request) });
    if (!session)
      return problem({
        status: 401,
        title: 'Sign in first',
        detail: 'This needs the session of a reviewer.',
      });
    return handle(request, { ...context, session, reviewer: session.reviewer });
  });

/** HEAD is answered by the handler of GET. */
const isReading = ({ method }: Request): boolean => method === 'GET' || method === 'HEAD';

/** Browsers say where a request comes from (Fetch Metadata, or Origin); programs, which carry no ambient cookie, do not. */
const isCrossSite = ({ headers }: Request): boolean => {
  const site = headers.get('sec-fetch-site');
  if (site) return site !== 'same-origin' && site !== 'none';
  const origin = headers.get('origin');
  if (!origin) return false;
  return origin !== `${headers.get('x-forwarded-proto')}://${headers.get('host')}`;
};

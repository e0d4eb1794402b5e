import 'server-only';
import { type Account, isStaff } from '@/src/domain/account';
import type { Session } from '@/src/domain/session';
import { currentSession } from './auth';
import { handler, problem } from './respond';

type Context = { params: Promise<Record<string, string>> };
type SignedIn = { session: Session; account: Account };
type AccountHandler = (request: Request, context: Context & SignedIn) => Promise<Response>;
type ReviewerHandler = (
  request: Request,
  context: Context & SignedIn & { reviewer: Account },
) => Promise<Response>;

/**
 * A handler for whoever is signed in: 401 without a session, and 403 for a request that another site's page made with the
 * cookie. next-auth's own token guards only its own routes. Reading is no activity, since an open page does it by itself.
 */
export const accountHandler = (handle: AccountHandler) =>
  handler<Context>(async (request, context) => {
    if (!isReading(request) && isCrossSite(request)) {
      return problem({ status: 403, title: 'Refused', detail: 'The request came from another site.' });
    }
    const session = await currentSession({ isActivity: !isReading(request) });
    if (!session) {
      return problem({
        status: 401,
        title: 'Sign in first',
        detail: 'This needs the session of an account.',
      });
    }
    return handle(request, { ...context, session, account: session.account });
  });

/** A handler of the review API: as for an account, and 403 for a member, who reaches nothing of the dashboard. */
export const reviewerHandler = (handle: ReviewerHandler) =>
  accountHandler(async (request, context) => {
    const { account } = context;
    if (isStaff(account)) return handle(request, { ...context, reviewer: account });
    return problem({
      status: 403,
      title: 'Not for members',
      detail: 'This needs the account of a reviewer.',
    });
  });

/** A handler for admins only: 403 for a reviewer as well. */
export const adminHandler = (handle: ReviewerHandler) =>
  reviewerHandler(async (request, context) => {
    if (context.reviewer.role === 'admin') return handle(request, context);
    return problem({
      status: 403,
      title: 'Not for reviewers',
      detail: 'This needs the account of an admin.',
    });
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

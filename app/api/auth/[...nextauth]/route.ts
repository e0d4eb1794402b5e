import { answerCsrfToken, answerSession, answerSignIn, answerSignOut } from '@/app/_server/answer-auth';
import { readFields } from '@/app/_server/read-fields';
import { handler, notFound, problem, refuseOthers } from '@/app/_server/respond';

type Context = { params: Promise<{ nextauth: string[] }> };

const MOST_BYTES = 8 * 1_024;

// Of what next-auth offers only this is reachable: its own pages, its renewal of sessions and its log, which anybody could
// write into, are not.
const READS: Record<string, () => Promise<Response>> = { csrf: answerCsrfToken, session: answerSession };
const WRITES: Record<string, typeof answerSignIn> = {
  'callback/credentials': answerSignIn,
  signout: answerSignOut,
};

export const GET = handler<Context>(async (_request, { params }) => {
  const path = (await params).nextauth.join('/');
  if (Object.hasOwn(WRITES, path)) return notAllowed('POST');
  return Object.hasOwn(READS, path) ? READS[path]!() : notFound();
});

export const POST = handler<Context>(async (request, { params }) => {
  const path = (await params).nextauth.join('/');
  if (Object.hasOwn(READS, path)) return notAllowed('GET');
  if (!Object.hasOwn(WRITES, path)) return notFound();
  const fields = await readFields(request, MOST_BYTES);
  return fields instanceof Response ? fields : WRITES[path]!(request, fields);
});

const notAllowed = (allow: 'GET' | 'POST'): Response =>
  problem({ status: 405, title: 'Method not allowed', headers: { allow } });

const { PUT, PATCH, DELETE } = refuseOthers('GET');
export { DELETE, PATCH, PUT };

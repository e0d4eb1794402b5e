import 'server-only';
import type { SignInOutcome } from '@/src/application/sign-in/sign-in';
import type { Session } from '@/src/domain/session';
import { authOptions, currentSession, sessionIdOfRequest } from './auth';
import { clientAddress, clientNetwork } from './client-address';
import { web } from './composition';
import { callNextAuth, type NextAuthAnswer } from './next-auth-call';
import { json, problem } from './respond';

type Fields = Record<string, unknown>;

/** The token that has to come back with the next sign-in or sign-out, from the same browser. */
export const answerCsrfToken = async (): Promise<Response> =>
  withCookies(await callNextAuth({ action: 'csrf', method: 'GET' }, authOptions(NOBODY)));

/** Who is signed in, for pages that want to know; asking is no activity. */
export const answerSession = async (): Promise<Response> => {
  const session = await currentSession({ isActivity: false });
  return json(session ? { account: { name: session.account.name, role: session.account.role } } : {});
};

/** Signs in with `csrfToken`, `email` and `password`: 200 with the session's cookie, or a problem. */
export const answerSignIn = async (request: Request, fields: Fields): Promise<Response> => {
  const from = { address: clientAddress(request), network: clientNetwork(request) };
  const earlier = await sessionIdOfRequest();
  let outcome: SignInOutcome | undefined;
  let failure: { error: unknown } | undefined;
  const authorize = async (): Promise<Session | undefined> => {
    try {
      outcome = await web().signIn({ given: fields, from });
      return outcome.kind === 'signed-in' ? outcome.session : undefined;
    } catch (error) {
      failure = { error };
      return undefined;
    }
  };
  const call = { action: 'callback', method: 'POST', body: tokenIn(fields) } as const;
  const answer = await callNextAuth(call, authOptions({ ...NOBODY, authorize }));
  if (failure) throw failure.error;
  if (!outcome) return withoutToken(answer);
  if (outcome.kind !== 'signed-in') return withCookies(answer, refusalOf(outcome));
  if (earlier) await web().signOut({ sessionId: earlier, from: from.address }).catch(logNotEnded);
  return withCookies(answer, json({ signedIn: true }));
};

/** Signs out with `csrfToken`: the session has ended everywhere when this is answered with 200. */
export const answerSignOut = async (request: Request, fields: Fields): Promise<Response> => {
  let failure: { error: unknown } | undefined;
  let asked = false;
  const signOut = async (sessionId: string): Promise<void> => {
    asked = true;
    await web()
      .signOut({ sessionId, from: clientAddress(request) })
      .catch((error: unknown) => (failure = { error }));
  };
  const call = { action: 'signout', method: 'POST', body: tokenIn(fields) } as const;
  const answer = await callNextAuth(call, authOptions({ ...NOBODY, signOut }));
  // The cookie stays in the browser then, because the session can only be ended with it.
  if (failure) throw failure.error;
  if (!asked && lacksToken(answer)) return withoutToken(answer);
  return withCookies(answer, json({ signedIn: false }));
};

/** All that next-auth gets to see of a body. */
const tokenIn = ({ csrfToken }: Fields): Fields => ({ csrfToken });

const NOBODY = { authorize: async () => undefined, signOut: async () => undefined };

const refusalOf = (outcome: Exclude<SignInOutcome, { kind: 'signed-in' }>): Response => {
  if (outcome.kind === 'refused')
    return problem({ status: 401, title: 'Not signed in', detail: 'Address and password do not match.' });
  const headers = { 'retry-after': String(outcome.retryAfterSeconds) };
  return outcome.kind === 'busy'
    ? problem({ status: 503, title: 'Too many sign in at this moment', headers })
    : problem({ status: 429, title: 'Too many tries', detail: 'Please wait before the next one.', headers });
};

/** next-auth answers so where the token is not the one in the cookie: it was not sent, or the browser keeps no cookies. */
const lacksToken = ({ body }: NextAuthAnswer): boolean => JSON.stringify(body ?? '').includes('csrf=true');

const withoutToken = (answer: NextAuthAnswer): Response =>
  withCookies(
    answer,
    problem({
      status: 403,
      title: 'The token does not fit',
      detail: 'Ask /api/auth/csrf for one, and send it back with the cookie that came with it.',
    }),
  );

const withCookies = ({ cookies, body }: NextAuthAnswer, response: Response = json(body)): Response => {
  for (const line of cookies) response.headers.append('set-cookie', line);
  return response;
};

const logNotEnded = (error: unknown): void =>
  web().logger.warn({ err: error }, 'the session before a sign-in could not be ended');

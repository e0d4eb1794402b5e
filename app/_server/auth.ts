import 'server-only';
import { cookies } from 'next/headers';
import type { AuthOptions, User } from 'next-auth';
import { decode } from 'next-auth/jwt';
import Credentials from 'next-auth/providers/credentials';
import { z } from 'zod';
import type { Account } from '@/src/domain/account';
import type { Session } from '@/src/domain/session';
import { web } from './composition';
import { cookieNames, isSecure } from './cookie-names';

const sessionClaims = z.object({ sessionId: z.uuid() });

type Ports = {
  /** Answers the session of who may come in. It never throws: next-auth would tell everybody what. */
  authorize: (given: unknown) => Promise<Session | undefined>;
  /** Never throws either. */
  signOut: (sessionId: string) => Promise<void>;
};

/**
 * next-auth keeps the cookie: encrypted, and with nothing in it but the id of a session. Whether that session still holds
 * is asked of Postgres each time.
 */
export const authOptions = ({ authorize, signOut }: Ports): AuthOptions => ({
  secret: web().sessionSecret,
  cookies: authCookies(),
  logger: authLogger(),
  session: { strategy: 'jwt', maxAge: web().sessionLifetime.maxMs / 1_000 },
  providers: [
    Credentials({
      credentials: {},
      authorize: async (given) => ((await authorize(given)) as unknown as User | undefined) ?? null,
    }),
  ],
  callbacks: { jwt: ({ token, user }) => (user ? { sessionId: user.id } : token) },
  events: {
    signOut: async ({ token }) => {
      const claims = sessionClaims.safeParse(token);
      if (claims.success) await signOut(claims.data.sessionId);
    },
  },
});

const authCookies = (): AuthOptions['cookies'] => {
  const names = cookieNames();
  const options = { httpOnly: true, sameSite: 'lax', path: '/', secure: isSecure() } as const;
  return {
    sessionToken: { name: names.session, options },
    csrfToken: { name: names.csrf, options },
    callbackUrl: { name: names.callbackUrl, options },
  };
};

/** next-auth's own lines go where all others go. What somebody sent is in some of them, so only the kind is kept. */
const authLogger = (): AuthOptions['logger'] => ({
  error: (code, metadata) => web().logger.warn({ code, err: errorIn(metadata) }, 'next-auth'),
  warn: (code) => web().logger.debug({ code }, 'next-auth'),
  debug: () => undefined,
});

const errorIn = (metadata: unknown): unknown =>
  metadata instanceof Error || typeof metadata !== 'object' || metadata === null || !('error' in metadata)
    ? metadata
    : metadata.error;

/** The id of the session that the request's cookie names; it may have ended. */
export const sessionIdOfRequest = async (): Promise<string | undefined> => {
  const token = (await cookies()).get(cookieNames().session)?.value;
  if (!token) return undefined;
  // What is no token of ours, or has run out, is none.
  const claims = await decode({ token, secret: web().sessionSecret }).catch(() => undefined);
  return sessionClaims.safeParse(claims).data?.sessionId;
};

/**
 * The session of the request, or undefined; rejects where Postgres is away. `isActivity` where a person asked for it: what
 * an open page asks for by itself does not keep its session alive.
 */
export const currentSession = async (request: { isActivity: boolean }): Promise<Session | undefined> => {
  const id = await sessionIdOfRequest();
  return id === undefined ? undefined : web().currentSession(id, request);
};

/** The account of whoever opens a page, or undefined. To be asked in every page and action that is not for everybody. */
export const currentAccount = async (): Promise<Account | undefined> =>
  (await currentSession({ isActivity: true }))?.account;

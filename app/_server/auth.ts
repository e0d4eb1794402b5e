import 'server-only';
import { getServerSession, type NextAuthOptions } from 'next-auth';
import Credentials from 'next-auth/providers/credentials';
import { z } from 'zod';
import type { Reviewer } from '@/src/domain/reviewer';
import { web } from './composition';
import { cookieNames, isSecure } from './cookie-names';

const SESSION_LASTS_SECONDS = 12 * 60 * 60;

const credentials = z.object({ email: z.string().max(254), password: z.string().max(200) });
const sessionClaims = z.object({ reviewer: z.object({ id: z.string(), sessionVersion: z.number() }) });

/**
 * Sessions are signed cookies that name a reviewer and a session version. They say who somebody claims to be; whether
 * that still holds is asked of Postgres each time, so that a session can be ended at once.
 */
export const authOptions: NextAuthOptions = {
  // Asked for at each request, since the environment may not be read while the pages are built.
  get cookies() {
    return authCookies();
  },
  session: { strategy: 'jwt', maxAge: SESSION_LASTS_SECONDS },
  pages: { signIn: '/signin', error: '/signin' },
  providers: [
    Credentials({
      credentials: { email: { type: 'email' }, password: { type: 'password' } },
      authorize: async (given) => {
        const { success, data } = credentials.safeParse(given);
        return success ? ((await web().reviewers.signIn(data)) ?? null) : null;
      },
    }),
  ],
  callbacks: {
    jwt: ({ token, user }) => {
      const reviewer = user as Reviewer | undefined;
      return reviewer
        ? { ...token, reviewer: { id: reviewer.id, sessionVersion: reviewer.sessionVersion } }
        : token;
    },
    session: ({ session, token }) => ({ ...session, reviewer: token.reviewer }),
    // Only ever to a page of our own.
    redirect: ({ url, baseUrl }) => {
      const target = new URL(url, baseUrl);
      return target.origin === new URL(baseUrl).origin ? target.href : baseUrl;
    },
  },
};

const authCookies = (): NextAuthOptions['cookies'] => {
  const names = cookieNames();
  const options = { httpOnly: true, sameSite: 'lax', path: '/', secure: isSecure() } as const;
  return {
    sessionToken: { name: names.session, options },
    csrfToken: { name: names.csrf, options },
    callbackUrl: { name: names.callbackUrl, options },
  };
};

/** The reviewer who is signed in, or undefined. To be asked in every page, action and handler of the dashboard. */
export const currentReviewer = async (): Promise<Reviewer | undefined> => {
  const claims = sessionClaims.safeParse(await getServerSession(authOptions));
  return claims.success ? web().reviewers.findActive(claims.data.reviewer) : undefined;
};

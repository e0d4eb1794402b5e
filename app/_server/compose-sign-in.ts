import 'server-only';
import { randomUUID } from 'node:crypto';
import type { z } from 'zod';
import type { AuditLog } from '@/src/application/ports/audit-log';
import type { RateLimits } from '@/src/application/ports/rate-limits';
import { currentSession } from '@/src/application/sign-in/current-session';
import { signIn, type SignInLimit } from '@/src/application/sign-in/sign-in';
import { signOut } from '@/src/application/sign-in/sign-out';
import type { SessionLifetime } from '@/src/domain/session';
import type { PasswordHashes } from '@/src/infrastructure/crypto/password-hashes';
import type { Logger } from '@/src/infrastructure/logging/logger';
import { CachedSessions } from '@/src/infrastructure/postgres/cached-sessions';
import type { PostgresSessionEndings } from '@/src/infrastructure/postgres/postgres-session-endings';
import { PostgresSessions } from '@/src/infrastructure/postgres/postgres-sessions';
import { PostgresSignInAccounts } from '@/src/infrastructure/postgres/postgres-sign-in-accounts';
import type { PrismaClient } from '@/src/infrastructure/postgres/prisma-client';
import type { webEnv } from './env';

type Env = z.output<typeof webEnv>;
type Connections = {
  env: Env;
  prisma: PrismaClient;
  passwords: PasswordHashes;
  sessionEndings: PostgresSessionEndings;
  auditLog: AuditLog;
  limits: RateLimits<SignInLimit>;
  logger: Logger;
};

/** What pages and handlers need to know who somebody is. */
export const composeSignIn = ({
  env,
  prisma,
  passwords,
  sessionEndings,
  auditLog,
  limits,
  logger,
}: Connections) => {
  const sessions = new CachedSessions(new PostgresSessions(prisma), sessionEndings);
  const lifetime = lifetimeIn(env);
  const now = () => new Date();
  const warn = (message: string) => (error: unknown) => logger.warn({ err: error }, message);
  return {
    sessionSecret: env.NEXTAUTH_SECRET,
    sessionLifetime: lifetime,
    sessionEndings,
    currentSession: currentSession({
      sessions,
      lifetime,
      now,
      onNotMoved: warn('the end of a session could not be moved'),
    }),
    signIn: signIn({
      accounts: new PostgresSignInAccounts(prisma, passwords),
      sessions,
      auditLog,
      limits,
      lifetime,
      newSessionId: randomUUID,
      now,
      onNotAudited: warn('a failed sign-in could not be audited'),
    }),
    signOut: signOut({ sessions, now }),
  };
};

const lifetimeIn = (env: Env): SessionLifetime => ({
  idleMs: env.SESSION_IDLE_MINUTES * 60_000,
  maxMs: env.SESSION_MAX_HOURS * 3_600_000,
});

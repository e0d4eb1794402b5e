import 'server-only';
import { ownAccount } from '@/src/application/accounts/own-account';
import {
  type PasswordResetLimit,
  requestPasswordReset,
} from '@/src/application/accounts/request-password-reset';
import { setPassword } from '@/src/application/accounts/set-password';
import { reviewNotices } from '@/src/application/notices/review-notices';
import type { AuditLog } from '@/src/application/ports/audit-log';
import type { RateLimits } from '@/src/application/ports/rate-limits';
import type { PasswordHashes } from '@/src/infrastructure/crypto/password-hashes';
import { isCommonPassword } from '@/src/infrastructure/passwords/common-passwords';
import { PostgresAccountLinks } from '@/src/infrastructure/postgres/postgres-account-links';
import { PostgresNotices } from '@/src/infrastructure/postgres/postgres-notices';
import { PostgresOwnAccounts } from '@/src/infrastructure/postgres/postgres-own-accounts';
import type { PrismaClient } from '@/src/infrastructure/postgres/prisma-client';

type Connections = {
  prisma: PrismaClient;
  /** From which the tokens of mailed links are derived. */
  secret: string;
  passwords: PasswordHashes;
  auditLog: AuditLog;
  limits: RateLimits<PasswordResetLimit>;
};

/** What the owner of an account may do, signed in or with a mailed link. */
export const composeAccounts = ({ prisma, secret, passwords, auditLog, limits }: Connections) => {
  const links = new PostgresAccountLinks(prisma, secret);
  const notices = new PostgresNotices(prisma);
  const now = () => new Date();
  return {
    findAccountLink: (token: string) => links.find(token, now()),
    setPassword: setPassword({ links, isCommonPassword, now }),
    requestPasswordReset: requestPasswordReset({ notices, limits, now }),
    reviewNotices: reviewNotices({ notices, links, auditLog, now }),
    ownAccount: ownAccount({ accounts: new PostgresOwnAccounts(prisma, passwords), isCommonPassword, now }),
  };
};

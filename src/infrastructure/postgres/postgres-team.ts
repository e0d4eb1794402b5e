import type { AuditRecord } from '@/src/application/ports/audit-log';
import type { Team } from '@/src/application/ports/team';
import type { Account } from '@/src/domain/account';
import { emailKeyOf } from '@/src/domain/email';
import { hashPassword } from '../crypto/password-hashes';
import { toAccount } from './postgres-sign-in-accounts';
import type { PrismaClient } from './prisma-client';

/** The team in Postgres. */
export class PostgresTeam implements Team {
  constructor(private readonly prisma: PrismaClient) {}

  async changePassword(
    { email, password }: { email: string; password: string },
    entryOf: (account: Account) => AuditRecord,
  ): Promise<Account | undefined> {
    const passwordHash = await hashPassword(password);
    return this.prisma.$transaction(async (transaction) => {
      const found = await transaction.account.findUnique({ where: { emailKey: emailKeyOf(email) } });
      if (!found) return undefined;
      // The version ends what was signed in, and what is being signed in with the old password at this moment.
      const row = await transaction.account.update({
        where: { id: found.id },
        data: { passwordHash, sessionVersion: { increment: 1 } },
      });
      await transaction.session.deleteMany({ where: { accountId: row.id } });
      await transaction.auditEntry.create({ data: entryOf(toAccount(row)) });
      return toAccount(row);
    });
  }
}

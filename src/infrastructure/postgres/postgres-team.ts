import type { AuditRecord } from '@/src/application/ports/audit-log';
import type { Team } from '@/src/application/ports/team';
import { emailKeyOf } from '@/src/domain/email';
import type { Reviewer } from '@/src/domain/reviewer';
import { hashPassword } from '../crypto/password-hashes';
import { toReviewer } from './postgres-reviewers';
import type { PrismaClient } from './prisma-client';

/** The team in Postgres. */
export class PostgresTeam implements Team {
  constructor(private readonly prisma: PrismaClient) {}

  async changePassword(
    { email, password }: { email: string; password: string },
    entryOf: (reviewer: Reviewer) => AuditRecord,
  ): Promise<Reviewer | undefined> {
    const passwordHash = await hashPassword(password);
    return this.prisma.$transaction(async (transaction) => {
      const found = await transaction.reviewer.findUnique({ where: { emailKey: emailKeyOf(email) } });
      if (!found) return undefined;
      // The version ends what was signed in, and what is being signed in with the old password at this moment.
      const row = await transaction.reviewer.update({
        where: { id: found.id },
        data: { passwordHash, sessionVersion: { increment: 1 } },
      });
      await transaction.session.deleteMany({ where: { reviewerId: row.id } });
      await transaction.auditEntry.create({ data: entryOf(toReviewer(row)) });
      return toReviewer(row);
    });
  }
}

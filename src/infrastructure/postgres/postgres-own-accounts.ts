import type { AuditRecord } from '@/src/application/ports/audit-log';
import type { AccountFacts, OwnAccounts } from '@/src/application/ports/own-accounts';
import { hashPassword, type PasswordHashes } from '../crypto/password-hashes';
import type { PrismaClient } from './prisma-client';

/** The accounts in Postgres, as their owners know them. */
export class PostgresOwnAccounts implements OwnAccounts {
  constructor(
    private readonly prisma: PrismaClient,
    private readonly passwords: PasswordHashes,
  ) {}

  async find(id: string): Promise<AccountFacts | undefined> {
    const sessions = {
      where: { expiresAt: { gt: new Date() } },
      select: { startedAt: true, expiresAt: true },
      orderBy: { startedAt: 'asc' },
    } as const;
    const row = await this.prisma.account.findUnique({ where: { id }, include: { sessions } });
    if (!row) return undefined;
    const { email, name, role, createdAt, activatedAt, registrationId, language } = row;
    return {
      ...{ id, email, name, role, createdAt, sessions: row.sessions },
      activatedAt: activatedAt ?? undefined,
      registrationId: registrationId ?? undefined,
      language: language ?? undefined,
    };
  }

  async rename(id: string, name: string, entry: AuditRecord): Promise<void> {
    await this.prisma.$transaction([
      this.prisma.account.update({ where: { id }, data: { name } }),
      this.prisma.auditEntry.create({ data: entry }),
    ]);
  }

  async hasPassword(id: string, password: string): Promise<boolean | 'busy'> {
    const row = await this.prisma.account.findUnique({ where: { id }, select: { passwordHash: true } });
    return (await this.passwords.matches(row?.passwordHash ?? undefined, password)) ?? 'busy';
  }

  async changePassword(
    { id, password, keptSessionId }: Parameters<OwnAccounts['changePassword']>[0],
    entry: AuditRecord,
  ): Promise<void> {
    const passwordHash = await hashPassword(password);
    await this.prisma.$transaction(async (transaction) => {
      // The version ends what is being signed in with the old password at this moment; the kept session gets the new one.
      const { sessionVersion } = await transaction.account.update({
        where: { id },
        data: { passwordHash, sessionVersion: { increment: 1 } },
      });
      await transaction.session.updateMany({
        where: { id: keptSessionId, accountId: id },
        data: { sessionVersion },
      });
      await transaction.session.deleteMany({ where: { accountId: id, id: { not: keptSessionId } } });
      await transaction.auditEntry.create({ data: entry });
    });
  }

  async signOutEverywhere(id: string, entry: AuditRecord): Promise<void> {
    await this.prisma.$transaction([
      this.prisma.account.update({ where: { id }, data: { sessionVersion: { increment: 1 } } }),
      this.prisma.session.deleteMany({ where: { accountId: id } }),
      this.prisma.auditEntry.create({ data: entry }),
    ]);
  }
}

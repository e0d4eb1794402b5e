import type { AuditRecord } from '@/src/application/ports/audit-log';
import type { Sessions } from '@/src/application/ports/sessions';
import type { Account } from '@/src/domain/account';
import type { Session } from '@/src/domain/session';
import type { PrismaClient } from './prisma-client';

type SessionRow = Account & Pick<Session, 'startedAt' | 'expiresAt' | 'endsAt'>;

/** The sessions in Postgres. */
export class PostgresSessions implements Sessions {
  constructor(private readonly prisma: PrismaClient) {}

  async start({ account, ...times }: Session, entry: AuditRecord): Promise<void> {
    const { id: accountId, sessionVersion } = account;
    await this.prisma.$transaction([
      this.prisma.session.create({ data: { ...times, accountId, sessionVersion } }),
      this.prisma.auditEntry.create({ data: entry }),
    ]);
  }

  /** One statement: it is asked at every request of somebody signed in, and Prisma would make two of it. */
  async findActive(id: string, at: Date): Promise<Session | undefined> {
    const [row] = await this.prisma.$queryRaw<SessionRow[]>`
      SELECT s.started_at AS "startedAt", s.expires_at AS "expiresAt", s.ends_at AS "endsAt",
        a.id, a.email, a.name, a.role::text, a.session_version AS "sessionVersion"
      FROM sessions AS s JOIN accounts AS a ON a.id = s.account_id AND a.session_version = s.session_version
      WHERE s.id = ${id}::uuid AND s.expires_at > ${at} AND a.disabled_at IS NULL`;
    if (!row) return undefined;
    const { startedAt, expiresAt, endsAt, ...account } = row;
    return { id, account, startedAt, expiresAt, endsAt };
  }

  async moveExpiry(id: string, expiresAt: Date): Promise<void> {
    // Only ever forward: of two requests at once, the one that came first may be written last.
    await this.prisma.session.updateMany({
      where: { id, expiresAt: { lt: expiresAt } },
      data: { expiresAt },
    });
  }

  async end(id: string, entry: AuditRecord): Promise<boolean> {
    return this.prisma.$transaction(async (transaction) => {
      const { count } = await transaction.session.deleteMany({ where: { id } });
      if (count > 0) await transaction.auditEntry.create({ data: entry });
      return count > 0;
    });
  }

  async removeExpired(at: Date): Promise<number> {
    const { count } = await this.prisma.session.deleteMany({ where: { expiresAt: { lte: at } } });
    return count;
  }
}

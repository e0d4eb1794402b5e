import type { AuditRecord } from '@/src/application/ports/audit-log';
import type { Sessions } from '@/src/application/ports/sessions';
import type { Reviewer } from '@/src/domain/reviewer';
import type { Session } from '@/src/domain/session';
import type { PrismaClient } from './prisma-client';

type SessionRow = Reviewer & Pick<Session, 'startedAt' | 'expiresAt' | 'endsAt'>;

/** The sessions in Postgres. */
export class PostgresSessions implements Sessions {
  constructor(private readonly prisma: PrismaClient) {}

  async start({ reviewer, ...times }: Session, entry: AuditRecord): Promise<void> {
    const { id: reviewerId, sessionVersion } = reviewer;
    await this.prisma.$transaction([
      this.prisma.session.create({ data: { ...times, reviewerId, sessionVersion } }),
      this.prisma.auditEntry.create({ data: entry }),
    ]);
  }

  /** One statement: it is asked at every request of a reviewer, and Prisma would make two of it. */
  async findActive(id: string, at: Date): Promise<Session | undefined> {
    const [row] = await this.prisma.$queryRaw<SessionRow[]>`
      SELECT s.started_at AS "startedAt", s.expires_at AS "expiresAt", s.ends_at AS "endsAt",
        r.id, r.email, r.name, r.session_version AS "sessionVersion"
      FROM sessions AS s JOIN reviewers AS r ON r.id = s.reviewer_id AND r.session_version = s.session_version
      WHERE s.id = ${id}::uuid AND s.expires_at > ${at} AND r.disabled_at IS NULL`;
    if (!row) return undefined;
    const { startedAt, expiresAt, endsAt, ...reviewer } = row;
    return { id, reviewer, startedAt, expiresAt, endsAt };
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

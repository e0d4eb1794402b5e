import type { AuditRecord } from '@/src/application/ports/audit-log';
import type { Sessions } from '@/src/application/ports/sessions';
import type { Session } from '@/src/domain/session';
import { toReviewer } from './postgres-reviewers';
import type { PrismaClient } from './prisma-client';

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

  async findActive(id: string, at: Date): Promise<Session | undefined> {
    const row = await this.prisma.session.findUnique({ where: { id }, include: { reviewer: true } });
    if (!row || row.expiresAt <= at || row.reviewer.disabledAt) return undefined;
    const { reviewer, sessionVersion, startedAt, expiresAt, endsAt } = row;
    if (sessionVersion !== reviewer.sessionVersion) return undefined;
    return { id, reviewer: toReviewer(reviewer), startedAt, expiresAt, endsAt };
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

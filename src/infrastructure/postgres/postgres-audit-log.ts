import type { AuditLog, AuditRecord } from '@/src/application/ports/audit-log';
import type { PrismaClient } from './prisma-client';

/** Long enough for a broker that is slow; the row is held back meanwhile, and nobody waits for it. */
const ACT_TIMEOUT_MS = 60_000;

class NotDone extends Error {}

/** The audit log in Postgres. */
export class PostgresAuditLog implements AuditLog {
  constructor(private readonly prisma: PrismaClient) {}

  async record(entry: AuditRecord, act: () => Promise<boolean>): Promise<void> {
    try {
      await this.prisma.$transaction(
        async (transaction) => {
          await transaction.auditEntry.create({ data: entry });
          if (!(await act())) throw new NotDone();
        },
        { timeout: ACT_TIMEOUT_MS },
      );
    } catch (error) {
      if (!(error instanceof NotDone)) throw error;
    }
  }
}

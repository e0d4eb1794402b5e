import type { AuditLog, AuditRecord } from '@/src/application/ports/audit-log';

/** The audit log by its contract, which it shares with Postgres: tests/contracts/audit-log.ts. */
export class InMemoryAuditLog implements AuditLog {
  readonly entries: AuditRecord[] = [];

  async record(entry: AuditRecord, act: () => Promise<boolean>): Promise<void> {
    if (await act()) this.entries.push(entry);
  }
}

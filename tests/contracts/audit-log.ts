import { randomUUID } from 'node:crypto';
import { beforeEach, describe, expect, it } from 'vitest';
import type { AuditLog, AuditRecord } from '@/src/application/ports/audit-log';

type Kept = { auditLog: AuditLog; entriesFor: (subject: string) => Promise<AuditRecord[]> };

/** What every audit log keeps. */
export const auditLogContract = (name: string, make: () => Promise<Kept>): void => {
  describe(`${name} keeps the contract of AuditLog`, () => {
    let kept: Kept;
    let entry: AuditRecord;
    beforeEach(async () => {
      kept = await make();
      entry = {
        at: new Date('2026-03-01T12:00:00.123Z'),
        actor: 'ana@example.org',
        action: 'dead-letter.redriven',
        subject: `dead-letter:${randomUUID()}`,
        detail: { reason: 'not JSON ☠' },
      };
    });

    it('keeps the entry of what was done', async () => {
      await kept.auditLog.record(entry, async () => true);
      expect(await kept.entriesFor(entry.subject)).toEqual([entry]);
    });

    it('keeps no entry of what turned out not to be done', async () => {
      await kept.auditLog.record(entry, async () => false);
      expect(await kept.entriesFor(entry.subject)).toEqual([]);
    });

    it('keeps no entry of what failed, and passes the failure on', async () => {
      const acting = kept.auditLog.record(entry, () => Promise.reject(new Error('the broker is away')));
      await expect(acting).rejects.toThrow('the broker is away');
      expect(await kept.entriesFor(entry.subject)).toEqual([]);
    });
  });
};

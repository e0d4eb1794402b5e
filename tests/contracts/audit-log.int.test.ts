import { afterAll, expect, it } from 'vitest';
import type { AuditRecord } from '@/src/application/ports/audit-log';
import { PostgresAuditLog } from '@/src/infrastructure/postgres/postgres-audit-log';
import { connectPostgres } from '@/src/infrastructure/postgres/prisma-client';
import { readServices } from '../harness/product';
import { auditLogContract } from './audit-log';

const prisma = connectPostgres(readServices().postgres.url);
afterAll(() => prisma.$disconnect());

auditLogContract('Postgres', async () => ({
  auditLog: new PostgresAuditLog(prisma),
  entriesFor: async (subject) => {
    const rows = await prisma.auditEntry.findMany({ where: { subject }, omit: { id: true } });
    return rows as AuditRecord[];
  },
}));

it('does nothing that it cannot write down', async () => {
  const away = connectPostgres('postgresql://nobody:wrong@127.0.0.1:1/nowhere');
  let acted = false;
  const entry = {
    at: new Date(),
    actor: 'a',
    action: 'dead-letter.discarded',
    subject: 'b',
    detail: {},
  } as const;
  const recording = new PostgresAuditLog(away).record(entry, async () => (acted = true));
  await expect(recording).rejects.toThrow();
  expect(acted).toBe(false);
  await away.$disconnect();
});

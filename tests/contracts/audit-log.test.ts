import { InMemoryAuditLog } from '../fakes/in-memory-audit-log';
import { auditLogContract } from './audit-log';

auditLogContract('the fake', async () => {
  const auditLog = new InMemoryAuditLog();
  return {
    auditLog,
    entriesFor: async (subject) => auditLog.entries.filter((entry) => entry.subject === subject),
  };
});

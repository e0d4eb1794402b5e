import { auditLogContract } from './audit-log';
import { InMemoryAuditLog } from '../fakes/in-memory-audit-log';

auditLogContract('the fake', async () => {
  const auditLog = new InMemoryAuditLog();
  return {
    auditLog,
    entriesFor: async (subject) => auditLog.entries.filter((entry) => entry.subject === subject),
  };
});

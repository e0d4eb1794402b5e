import type { AuditRecord } from '@/src/application/ports/audit-log';
import type { ListedNotice, NoticeList } from '@/src/application/ports/notice-list';
import type { Notices } from '@/src/application/ports/notices';
import { emailKeyOf } from '@/src/domain/email';
import type { NoticeKind } from '@/src/domain/notice';
import type { Notice as NoticeRow } from './generated/client';
import { OUTBOX_CHANNEL } from './outbox';
import type { PrismaClient } from './prisma-client';

/** The notices in Postgres; a unique key lets in one for each event. The relay sends them. */
export class PostgresNotices implements Notices, NoticeList {
  constructor(private readonly prisma: PrismaClient) {}

  async owePasswordReset({ email, window }: { email: string; window: string }): Promise<void> {
    await this.prisma.$queryRaw`
      WITH owed AS (
        INSERT INTO notices (key, kind, account_id, name, email, language)
        SELECT 'password-reset:' || id || ':' || ${window}, 'password-reset', id, name, email, language
        FROM accounts WHERE email_key = ${emailKeyOf(email)} AND disabled_at IS NULL
        ON CONFLICT (key) DO NOTHING
      )
      SELECT pg_notify(${OUTBOX_CHANNEL}, '')::text`;
  }

  async page({ cursor, limit }: { cursor?: string; limit: number }): Promise<ListedNotice[]> {
    const rows = await this.prisma.notice.findMany({
      where: cursor === undefined ? {} : { id: { lt: BigInt(cursor) } },
      orderBy: { id: 'desc' },
      take: limit,
    });
    return rows.map(toListed);
  }

  async counts(): Promise<{ waiting: number; refused: number }> {
    const [waiting, refused] = await Promise.all([
      this.prisma.notice.count({ where: { sentAt: null, refusedAt: null } }),
      this.prisma.notice.count({ where: { refusedAt: { not: null } } }),
    ]);
    return { waiting, refused };
  }

  async find(id: string): Promise<ListedNotice | undefined> {
    const row = await this.prisma.notice.findUnique({ where: { id: BigInt(id) } });
    return row ? toListed(row) : undefined;
  }

  async removeSettled(before: Date): Promise<number> {
    const settled = [{ sentAt: { lt: before } }, { refusedAt: { lt: before } }];
    const { count } = await this.prisma.notice.deleteMany({ where: { OR: settled } });
    return count;
  }

  /** It counts as new, with a Message-ID of its own: the old one was never delivered, and five days begin again. */
  async tryAgain(id: string, entry: AuditRecord): Promise<boolean> {
    return this.prisma.$transaction(async (transaction) => {
      const { count } = await transaction.notice.updateMany({
        where: { id: BigInt(id), refusedAt: { not: null } },
        data: { refusedAt: null, dueAt: entry.at, createdAt: entry.at },
      });
      if (count === 0) return false;
      await transaction.auditEntry.create({ data: entry });
      await transaction.$queryRaw`SELECT pg_notify(${OUTBOX_CHANNEL}, '')::text`;
      return true;
    });
  }
}

const toListed = (row: NoticeRow): ListedNotice => ({
  id: String(row.id),
  key: row.key,
  kind: row.kind as NoticeKind,
  state: row.refusedAt ? 'refused' : row.sentAt ? (row.isFile ? 'filed' : 'sent') : 'waiting',
  name: row.name,
  email: row.email,
  accountId: row.accountId ?? undefined,
  createdAt: row.createdAt,
  at: row.refusedAt ?? row.sentAt ?? row.dueAt,
  attempts: row.attempts,
  answer: row.answer ?? undefined,
});

import { createHash, createHmac } from 'node:crypto';
import type { AccountLinks, LinkPurpose } from '@/src/application/ports/account-links';
import type { AuditRecord } from '@/src/application/ports/audit-log';
import type { Account } from '@/src/domain/account';
import { derivedKey } from '../crypto/derived-key';
import { hashPassword } from '../crypto/password-hashes';
import { toAccount } from './postgres-sign-in-accounts';
import { type Prisma, type PrismaClient } from './prisma-client';

/**
 * The links in Postgres, which knows the SHA-256 of each token only. A token is the HMAC-SHA-256 (RFC 2104) of the key of
 * its notice, so that it can be written into a mail again without being kept.
 */
export class PostgresAccountLinks implements AccountLinks {
  readonly #key: string;

  /** @param secret the REGISTRATION_SECRET, from which the key is derived. */
  constructor(
    private readonly prisma: PrismaClient,
    secret: string,
  ) {
    this.#key = derivedKey(secret, 'account links');
  }

  async tokenFor(notice: Parameters<AccountLinks['tokenFor']>[0]): Promise<string | undefined> {
    const { key, accountId, purpose, expiresAt } = notice;
    const token = createHmac('sha256', this.#key).update(key).digest('base64url');
    // One that was used stays used, should its mail be sent a second time.
    const count = await this.prisma.$executeRaw`
      INSERT INTO account_links (token_hash, account_id, purpose, expires_at)
      SELECT ${hashOf(token)}, id, ${purpose}, ${expiresAt} FROM accounts WHERE id = ${accountId}::uuid AND (${purpose} <> 'activation' OR activated_at IS NULL)
      ON CONFLICT (token_hash) DO UPDATE SET expires_at = excluded.expires_at`;
    return count === 0 ? undefined : token;
  }

  async removeExpired(at: Date): Promise<number> {
    const { count } = await this.prisma.accountLink.deleteMany({ where: { expiresAt: { lte: at } } });
    return count;
  }

  async find(token: string, at: Date): Promise<{ account: Account; purpose: LinkPurpose } | undefined> {
    const link = await this.prisma.accountLink.findFirst({ where: opening(token, at), include: OWNER });
    return link ? { account: toAccount(link.account), purpose: link.purpose as LinkPurpose } : undefined;
  }

  async setPassword(
    { token, password, at }: { token: string; password: string; at: Date },
    entryOf: (account: Account, purpose: LinkPurpose) => AuditRecord,
  ): Promise<Account | undefined> {
    // Nobody hashes for who has no link.
    if (!(await this.find(token, at))) return undefined;
    const passwordHash = await hashPassword(password);
    return this.prisma.$transaction(async (transaction) => {
      const link = await takeLink(transaction, token, at);
      if (!link) return undefined;
      const { accountId } = link;
      await transaction.accountLink.updateMany({ where: { accountId, usedAt: null }, data: { usedAt: at } });
      const row = await transaction.account.update({
        where: { id: accountId },
        data: { passwordHash, sessionVersion: { increment: 1 } },
      });
      if (!row.activatedAt)
        await transaction.account.update({ where: { id: accountId }, data: { activatedAt: at } });
      await transaction.session.deleteMany({ where: { accountId } });
      const account = toAccount(row);
      await transaction.auditEntry.create({ data: entryOf(account, link.purpose as LinkPurpose) });
      return account;
    });
  }
}

const OWNER = { account: true } as const;

/** A link that was used, has run out, or leads to an account that was disabled opens nothing. */
const opening = (token: string, at: Date) => ({
  tokenHash: hashOf(token),
  usedAt: null,
  expiresAt: { gt: at },
  account: { disabledAt: null },
});

/** Of two uses at once the second waits for the first, and finds it used. */
const takeLink = async (transaction: Prisma.TransactionClient, token: string, at: Date) => {
  const { count } = await transaction.accountLink.updateMany({
    where: opening(token, at),
    data: { usedAt: at },
  });
  if (count === 0) return undefined;
  return transaction.accountLink.findUniqueOrThrow({ where: { tokenHash: hashOf(token) } });
};

const hashOf = (token: string): Uint8Array<ArrayBuffer> =>
  new Uint8Array(createHash('sha256').update(token).digest());

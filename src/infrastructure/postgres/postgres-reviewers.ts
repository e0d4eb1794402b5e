import type { PasswordCheck, Reviewers } from '@/src/application/ports/reviewers';
import { emailKeyOf } from '@/src/domain/email';
import type { Reviewer } from '@/src/domain/reviewer';
import { hashPassword, type PasswordHashes } from '../crypto/password-hashes';
import type { Reviewer as ReviewerRow } from './generated/client';
import type { PrismaClient } from './prisma-client';

/** The reviewers in Postgres. */
export class PostgresReviewers implements Reviewers {
  constructor(
    private readonly prisma: PrismaClient,
    private readonly passwords: PasswordHashes,
  ) {}

  async checkPassword(credentials: { email: string; password: string }): Promise<PasswordCheck> {
    const row = await this.#find(credentials.email);
    const isRight = await this.passwords.matches(row?.passwordHash, credentials.password);
    if (isRight === undefined) return { kind: 'busy' };
    if (!row) return { kind: 'wrong' };
    const reviewer = toReviewer(row);
    return { kind: isRight && !row.disabledAt ? 'right' : 'wrong', reviewer };
  }

  async hasSignedInFrom(network: string, { email, at }: { email: string; at: Date }): Promise<boolean> {
    const row = await this.#find(email);
    if (!row) return false;
    const signIn = await this.prisma.auditEntry.findFirst({
      where: {
        subject: `reviewer:${row.id}`,
        action: 'sign-in.succeeded',
        at: { gte: at },
        detail: { path: ['network'], equals: network },
      },
      select: { id: true },
    });
    return signIn !== null;
  }

  #find(email: string): Promise<ReviewerRow | null> {
    return this.prisma.reviewer.findUnique({ where: { emailKey: emailKeyOf(email) } });
  }
}

/** Adds the first reviewer if there is none yet; answers whether it did. */
export const addFirstReviewer = async (
  prisma: PrismaClient,
  { email, password, name }: { email: string; password: string; name: string },
): Promise<boolean> => {
  if ((await prisma.reviewer.count()) > 0) return false;
  const data = { email, emailKey: emailKeyOf(email), name, passwordHash: await hashPassword(password) };
  const { count } = await prisma.reviewer.createMany({ data: [data], skipDuplicates: true });
  return count === 1;
};

/** A row of the table without its secrets. */
export const toReviewer = ({ id, email, name, sessionVersion }: ReviewerRow): Reviewer => ({
  id,
  email,
  name,
  sessionVersion,
});

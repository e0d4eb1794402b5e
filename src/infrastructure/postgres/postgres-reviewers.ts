import { hash, verify } from '@node-rs/argon2';
import type { Reviewers } from '@/src/application/ports/reviewers';
import { emailKeyOf } from '@/src/domain/email';
import type { Reviewer } from '@/src/domain/reviewer';
import type { Reviewer as ReviewerRow } from './generated/client';
import type { PrismaClient } from './prisma-client';

/** The reviewers in Postgres; passwords are checked with argon2id (RFC 9106). */
export class PostgresReviewers implements Reviewers {
  #decoy: Promise<string> | undefined;

  constructor(private readonly prisma: PrismaClient) {}

  async signIn({ email, password }: { email: string; password: string }): Promise<Reviewer | undefined> {
    const row = await this.prisma.reviewer.findUnique({ where: { emailKey: emailKeyOf(email) } });
    // An unknown address costs the same hashing as a known one, so that the time does not tell them apart.
    this.#decoy ??= hash('a password that nobody has');
    const right = await verify(row?.passwordHash ?? (await this.#decoy), password);
    return right && row && !row.disabledAt ? toReviewer(row) : undefined;
  }

  async findActive({
    id,
    sessionVersion,
  }: {
    id: string;
    sessionVersion: number;
  }): Promise<Reviewer | undefined> {
    const row = await this.prisma.reviewer.findUnique({ where: { id } });
    return row && !row.disabledAt && row.sessionVersion === sessionVersion ? toReviewer(row) : undefined;
  }
}

/** Adds the first reviewer if there is none yet; answers whether it did. */
export const addFirstReviewer = async (
  prisma: PrismaClient,
  { email, password, name }: { email: string; password: string; name: string },
): Promise<boolean> => {
  if ((await prisma.reviewer.count()) > 0) return false;
  const data = { email, emailKey: emailKeyOf(email), name, passwordHash: await hash(password) };
  const { count } = await prisma.reviewer.createMany({ data: [data], skipDuplicates: true });
  return count === 1;
};

const toReviewer = ({ id, email, name, sessionVersion }: ReviewerRow): Reviewer => ({
  id,
  email,
  name,
  sessionVersion,
});

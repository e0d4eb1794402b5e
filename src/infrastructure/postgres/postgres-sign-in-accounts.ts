import type { PasswordCheck, SignInAccounts } from '@/src/application/ports/sign-in-accounts';
import { type Account, subjectOf } from '@/src/domain/account';
import { emailKeyOf } from '@/src/domain/email';
import { hashPassword, type PasswordHashes } from '../crypto/password-hashes';
import type { Account as AccountRow } from './generated/client';
import type { PrismaClient } from './prisma-client';

/** The accounts in Postgres, as those who sign in know them. */
export class PostgresSignInAccounts implements SignInAccounts {
  constructor(
    private readonly prisma: PrismaClient,
    private readonly passwords: PasswordHashes,
  ) {}

  async checkPassword(credentials: { email: string; password: string }): Promise<PasswordCheck> {
    const row = await this.#find(credentials.email);
    const isRight = await this.passwords.matches(row?.passwordHash ?? undefined, credentials.password);
    if (isRight === undefined) return { kind: 'busy' };
    if (!row) return { kind: 'wrong' };
    const account = toAccount(row);
    return { kind: isRight && !row.disabledAt ? 'right' : 'wrong', account };
  }

  async hasSignedInFrom(network: string, { email, at }: { email: string; at: Date }): Promise<boolean> {
    const row = await this.#find(email);
    if (!row) return false;
    const signIn = await this.prisma.auditEntry.findFirst({
      where: {
        // Before reviewers were accounts, the log named them so.
        subject: { in: [subjectOf(row), `reviewer:${row.id}`] },
        action: 'sign-in.succeeded',
        at: { gte: at },
        detail: { path: ['network'], equals: network },
      },
      select: { id: true },
    });
    return signIn !== null;
  }

  #find(email: string): Promise<AccountRow | null> {
    return this.prisma.account.findUnique({ where: { emailKey: emailKeyOf(email) } });
  }
}

/** Adds the first admin if there is none of the staff yet; answers whether it did. */
export const addFirstAdmin = async (
  prisma: PrismaClient,
  { email, password, name }: { email: string; password: string; name: string },
): Promise<boolean> => {
  if ((await prisma.account.count({ where: { role: { not: 'member' } } })) > 0) return false;
  const emailKey = emailKeyOf(email);
  const admin = { role: 'admin', passwordHash: await hashPassword(password) } as const;
  const data = [{ ...admin, email, emailKey, name }];
  const added = await prisma.account.createMany({ data, skipDuplicates: true });
  if (added.count === 1) return true;
  // The address is a member's, or somebody else was faster.
  const raised = await prisma.account.updateMany({ where: { emailKey, role: 'member' }, data: admin });
  return raised.count === 1;
};

/** A row of the table without its secrets. */
export const toAccount = ({ id, email, name, role, sessionVersion }: AccountRow): Account => ({
  id,
  email,
  name,
  role,
  sessionVersion,
});

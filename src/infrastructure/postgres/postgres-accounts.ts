import type { Accounts } from '@/src/application/ports/decisions';
import type { RegistrationId } from '@/src/domain/registration';
import type { PrismaClient } from './prisma-client';

export class PostgresAccounts implements Accounts {
  constructor(private readonly prisma: PrismaClient) {}

  async ownersOf(emailKeys: readonly string[]): Promise<Map<string, RegistrationId>> {
    if (emailKeys.length === 0) return new Map();
    const accounts = await this.prisma.account.findMany({
      where: { emailKey: { in: [...emailKeys] } },
      select: { emailKey: true, registrationId: true },
    });
    return new Map(
      accounts.map(({ emailKey, registrationId }) => [emailKey, registrationId as RegistrationId]),
    );
  }
}

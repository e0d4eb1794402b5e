import { PrismaPg } from '@prisma/adapter-pg';
import { PrismaClient } from './generated/client';
import { StrictClient } from './strict-client';

export type { PrismaClient } from './generated/client';
export { Prisma } from './generated/client';

/** One client for a process: connecting may take 3 s and a statement 5 s, then the caller hears of it. */
export const connectPostgres = (url: string): PrismaClient =>
  new PrismaClient({
    adapter: new PrismaPg({
      connectionString: url,
      max: 10,
      connectionTimeoutMillis: 3_000,
      statement_timeout: 5_000,
      query_timeout: 6_000,
      Client: StrictClient,
    }),
  });

import { randomBytes } from 'node:crypto';
import { PasswordHashes } from '@/src/infrastructure/crypto/password-hashes';
import { connectElasticsearch } from '@/src/infrastructure/elasticsearch/elasticsearch-client';
import { createRegistrationsIndex } from '@/src/infrastructure/elasticsearch/registrations-index';
import { createKafka } from '@/src/infrastructure/kafka/kafka-client';
import { createTopics } from '@/src/infrastructure/kafka/topics';
import { createLogger } from '@/src/infrastructure/logging/logger';
import { migrate } from '@/src/infrastructure/postgres/migrate';
import {
  addFirstAdmin,
  PostgresSignInAccounts,
} from '@/src/infrastructure/postgres/postgres-sign-in-accounts';
import { connectPostgres } from '@/src/infrastructure/postgres/prisma-client';

export type StoresEnv = {
  databaseUrl: string;
  kafkaBrokers: string;
  elasticsearchUrl: string;
  adminEmail?: string;
  adminPassword?: string;
};

/** Runs a piece of work under a title that is shown to whoever waits. */
export type OnStep = <T>(title: string, work: () => Promise<T>) => Promise<T>;

/** Brings the stores to what this version needs; does nothing where that is done. Answers the first admin if just made. */
export const setUpStores = async (
  env: StoresEnv,
  onStep: OnStep,
): Promise<{ createdAdmin?: { email: string; password: string } }> => {
  const logger = createLogger({ service: 'setup', level: 'warn' });
  await onStep('Migrating Postgres', () => migrate(env.databaseUrl, 'prisma/migrations'));
  await onStep('Creating the Kafka topics', () =>
    createTopics(createKafka({ brokers: env.kafkaBrokers, clientId: 'setup', logger })),
  );
  await onStep('Creating the Elasticsearch index', () =>
    createRegistrationsIndex(connectElasticsearch(env.elasticsearchUrl)),
  );
  return onStep('Making sure there is an admin', () => firstAdmin(env));
};

/** Whether this is still the password of the account with that address. */
export const isPasswordOf = async (
  databaseUrl: string,
  credentials: { email: string; password: string },
): Promise<boolean> => {
  const prisma = connectPostgres(databaseUrl);
  try {
    const passwords = new PasswordHashes({ atOnce: 1, waiting: 0 });
    const { kind } = await new PostgresSignInAccounts(prisma, passwords).checkPassword(credentials);
    return kind === 'right';
  } finally {
    await prisma.$disconnect();
  }
};

const firstAdmin = async ({ databaseUrl, adminEmail, adminPassword }: StoresEnv) => {
  const prisma = connectPostgres(databaseUrl);
  const email = adminEmail ?? 'admin@portaria.localhost';
  const password = adminPassword ?? randomBytes(12).toString('base64url');
  try {
    const created = await addFirstAdmin(prisma, { email, password, name: 'Admin' });
    return created ? { createdAdmin: { email, password } } : {};
  } finally {
    await prisma.$disconnect();
  }
};

import { isPasswordOf, setUpStores } from '@/cli/setup/set-up-stores';
import { type FirstAdmin, forgetFirstAdmin, keptAdmin, proposeFirstAdmin } from '../home/first-admin';
import type { LauncherEnv } from '../home/launcher-env';
import type { ServicesInUse } from '../servers/services-in-use';
import type { OnStep } from '../terminal/step-reporter';

type Options = { home: string; env: LauncherEnv; inUse: ServicesInUse; onStep: OnStep };

/** Brings schema, topics and index up to date. The first admin is returned if this start has made the account. */
export const prepareStores = async ({
  home,
  env,
  inUse,
  onStep,
}: Options): Promise<FirstAdmin | undefined> => {
  const kept = keptAdmin(home);
  const { admin, forget } = proposeFirstAdmin(home, {
    email: env.PORTARIA_ADMIN_EMAIL,
    password: env.PORTARIA_ADMIN_PASSWORD,
  });
  const stores = {
    databaseUrl: inUse.postgres.url,
    kafkaBrokers: inUse.kafka.brokers,
    elasticsearchUrl: inUse.elasticsearch.url,
    adminEmail: admin.email,
    adminPassword: admin.password,
  };
  const { createdAdmin } = await setUpStores(stores, onStep);
  if (!createdAdmin) {
    forget();
    if (kept && !(await isPasswordOf(inUse.postgres.url, kept))) forgetFirstAdmin(home);
  }
  return createdAdmin;
};

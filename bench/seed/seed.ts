import { homeFolder } from '@/services/home/home-folder';
import { readLauncherEnv } from '@/services/home/launcher-env';
import { prepareStores } from '@/services/product/prepare-stores';
import { startServices } from '@/services/servers/start-services';
import { reportSteps } from '@/services/terminal/step-reporter';
import { seedStores } from './seed-stores';

type Seed = { pending: number; decided: number; home?: string };

/**
 * `npm run bench -- seed <n>`: starts the servers of a home, seeds their stores and stops them again. The next `npm start`
 * finds everybody there. Throws a LaunchError while Portaria runs in this home.
 */
export const seed = async ({ pending, decided, home: given }: Seed, signal: AbortSignal): Promise<void> => {
  const env = readLauncherEnv();
  const home = homeFolder(given ?? env.PORTARIA_HOME);
  const { onStep, say } = reportSteps();
  const services = await startServices({ home, env, onStep, say, signal });
  try {
    const admin = await prepareStores({ home, env, inUse: services.inUse, onStep });
    if (admin) say(`The first admin is ${admin.email}, with the password in ${home}/admin.json.`);
    await seedStores({ addresses: services.inUse, pending, decided, signal });
    say(`${pending} more wait for a reviewer, and ${decided} more are decided. Start Portaria: npm start`);
  } finally {
    await services.stop(onStep);
  }
};

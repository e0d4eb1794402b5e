import { launcherEnv } from '@/services/home/launcher-env';
import { anyFreePort } from '@/services/ports/free-port';
import type { Environment } from '@/services/processes/spawn';
import { appSetting } from '@/services/product/app-setting';
import { productHome, readServices } from '../product';
import { AppProcess, numberedProgram } from './app-process';

export type OwnWeb = { url: string; stop: () => Promise<void> };

/** Another web process beside the product's, on a port of its own, with these variables; an empty one is its default. */
export const startOwnWeb = async (variables: Environment): Promise<OwnWeb> => {
  const port = await anyFreePort();
  const env = launcherEnv.parse({ PORT: String(port), PORTARIA_BUILD: 'test', LOG_LEVEL: 'info' });
  const setting = await appSetting({ home: productHome(), env, mode: 'production', inUse: readServices() });
  const web = new AppProcess(numberedProgram('web', setting, { number: port, port }), 'never');
  await web.start(variables);
  await web.untilLive();
  return { url: `http://127.0.0.1:${port}`, stop: async () => void (await web.stop()) };
};

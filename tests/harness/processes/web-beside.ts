import { launcherEnv } from '@/services/home/launcher-env';
import { anyFreePort } from '@/services/ports/free-port';
import type { Environment } from '@/services/processes/spawn';
import { appSetting } from '@/services/product/app-setting';
import { productHome, readServices } from '../product';
import { webAt, type WebClient } from '../web-client';
import { AppProcess, numberedProgram } from './app-process';

export type WebBeside = { url: string; web: WebClient; app: AppProcess };

let started = 0;

/**
 * One more web process on the servers of the product under test, on a port of its own, for what only other settings
 * show. `env` comes on top; an empty variable is the default. Whoever starts it stops it.
 */
export const startWebBeside = async (env: Environment): Promise<WebBeside> => {
  const port = await anyFreePort();
  const inUse = readServices();
  const home = productHome();
  const launcher = launcherEnv.parse({ PORT: String(port), PORTARIA_BUILD: 'test' });
  const setting = await appSetting({ home, env: launcher, mode: 'production', inUse });
  started += 1;
  const app = new AppProcess(numberedProgram('web', setting, { number: 100 + started, port }), 'never');
  await app.start(env);
  await app.untilLive();
  const url = `http://localhost:${port}`;
  return { url, web: webAt(url), app };
};

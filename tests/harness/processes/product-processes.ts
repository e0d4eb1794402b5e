import { launcherEnv } from '@/services/home/launcher-env';
import { anyFreePort } from '@/services/ports/free-port';
import type { Environment } from '@/services/processes/spawn';
import { APP_NAMES, type AppName, appProgram, type AppSetting } from '@/services/product/app-programs';
import { appSetting } from '@/services/product/app-setting';
import type { Failpoint } from '@/src/infrastructure/failpoints/failpoint';
import { productHome, productUrl, readServices } from '../product';
import { AppProcess, numberedProgram } from './app-process';

/** How a process ends that was killed at a failpoint: as one that got SIGKILL is reported by a shell. */
export const KILLED_AT_FAILPOINT = 'exit code 137';
export const CLEAN_EXIT = 'exit code 0';

const processes = new Map<AppName, AppProcess>();
let prepared: Promise<AppSetting> | undefined;

/**
 * Runs a process of the product from the test build on the servers of services.json, as the launcher would, except that
 * `env` comes on top and that nobody brings it back. It may not answer yet.
 */
export const spawnApp = async (name: AppName, env: Environment = {}): Promise<AppProcess> => {
  prepared ??= prepare();
  const app = processes.get(name) ?? new AppProcess(appProgram(name, await prepared), 'never');
  processes.set(name, app);
  if (app.pid !== undefined && Object.keys(env).length > 0) throw new Error(`${name} runs already`);
  await app.start(env);
  return app;
};

/** Starts a process of the product and waits until it answers. */
export const startApp = async (name: AppName): Promise<AppProcess> => {
  const app = await spawnApp(name);
  await app.untilLive();
  return app;
};

/** Starts one that will end itself at the failpoint, perhaps before it answers for the first time. */
export const startAppWithFailpoint = (name: AppName, failAt: Failpoint): Promise<AppProcess> =>
  spawnApp(name, { NODE_ENV: 'test', PORTARIA_FAIL_AT: failAt });

/** Another process of the kind beside the first one, until it is stopped; whoever starts it stops it. */
export const startSecond = async (name: AppName): Promise<AppProcess> => {
  prepared ??= prepare();
  const program = numberedProgram(name, await prepared, { number: 2, port: await anyFreePort() });
  const app = new AppProcess(program, 'never');
  await app.start();
  await app.untilLive();
  return app;
};

/** Stops a process as its supervisor would, and gives how it ended and how long that took. */
export const stopApp = async (name: AppName): Promise<{ ending: string; tookMs: number }> => {
  const app = processes.get(name);
  if (app?.pid === undefined) throw new Error(`${name} does not run`);
  const { ended } = app;
  const since = performance.now();
  await app.stop();
  return { ending: await ended, tookMs: performance.now() - since };
};

/** kill -9. */
export const killApp = async (name: AppName): Promise<void> => processes.get(name)?.kill();

/** All three, as `npm start` runs them; those that run already stay. */
export const startProduct = async (): Promise<void> => {
  await Promise.all(APP_NAMES.map(startApp));
};

/** Ends whatever is left, at once. */
export const endProduct = async (): Promise<void> => {
  await Promise.all(APP_NAMES.map(killApp));
};

const prepare = (): Promise<AppSetting> => {
  const { port } = new URL(productUrl());
  const env = launcherEnv.parse({ PORT: port, PORTARIA_BUILD: 'test', LOG_LEVEL: 'info' });
  return appSetting({ home: productHome(), env, mode: 'production', inUse: readServices() });
};

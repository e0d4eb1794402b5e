import type { AppName } from './app-names';
import { appSetting } from './app-setting';
import { superviseApps, type Apps } from './apps';
import { buildIfChanged } from './build';
import { buildTargets } from './build-target';
import { requireFreePort } from './check-port';
import type { FirstAdmin } from './first-admin';
import { lockHome } from './home-lock';
import type { LauncherEnv } from './launcher-env';
import { stopLeftovers } from './leftovers';
import type { Teller } from './progress';
import type { ServerName } from './server-name';
import { forgetServicesFile, writeServicesFile } from './services-file';
import type { ServicesInUse } from './services-in-use';
import { startServices, type RunningServices } from './start-services';
import { prepareStores } from './stores';
import type { Supervised } from './supervise';
import { untilProductIsReady } from './whole-product';

export type LaunchOptions = {
  /** An absolute folder; see `homeFolder`. */
  home: string;
  env: LauncherEnv;
  mode: 'production' | 'development';
  teller: Teller;
  signal?: AbortSignal;
};

export type LaunchedProduct = {
  url: string;
  inUse: ServicesInUse;
  /** Set by the start that made the account. */
  createdAdmin: FirstAdmin | undefined;
  server: (name: ServerName) => Supervised;
  app: (name: AppName) => Supervised;
  /** Web, then workers, then servers. */
  stop: () => Promise<void>;
};

/**
 * Starts the whole product and returns when it says itself that it is ready. Whatever fails, or when `signal` aborts,
 * everything that was started is stopped before this rejects.
 *
 * @throws LaunchError with what to do.
 */
export const launch = async (options: LaunchOptions): Promise<LaunchedProduct> => {
  const { home, env, teller, signal } = options;
  const lock = lockHome(home);
  const running: Running = {};
  const stop = async (): Promise<void> => {
    await running.apps?.stop();
    await running.services?.stop(teller.onStep);
    forgetServicesFile(home);
    lock.release();
  };
  try {
    await stopLeftovers(home, teller.onStep);
    await requireFreePort(env.PORT);
    return { ...(await startAll(options, running)), stop };
  } catch (failure) {
    if (signal?.aborted) teller.say('Stopping what was started.');
    await stop();
    throw failure;
  }
};

type Running = { services?: RunningServices; apps?: Apps };

const startAll = async (options: LaunchOptions, running: Running): Promise<Omit<LaunchedProduct, 'stop'>> => {
  const { home, env, mode, teller, signal } = options;
  const { onStep, say } = teller;
  const services = await startServices({ home, env, onStep, say, signal });
  running.services = services;

  const createdAdmin = await prepareStores({ home, env, inUse: services.inUse, onStep });
  signal?.throwIfAborted();
  if (mode === 'production') await buildIfChanged(buildTargets[env.PORTARIA_BUILD], { onStep, signal });
  signal?.throwIfAborted();

  const url = `http://localhost:${env.PORT}`;
  const setting = await appSetting({ home, env, mode, inUse: services.inUse });
  const apps = superviseApps({ setting, teller, onChange: () => tellWhereEverythingIs() });
  const tellWhereEverythingIs = (): void =>
    writeServicesFile(home, { ...services.inUse, processes: pidsOf(apps), web: { url } });
  running.apps = apps;
  const stopApps = (): void => void apps.stop();
  signal?.addEventListener('abort', stopApps);
  await apps.start();
  await onStep('Every part answers', () => untilProductIsReady(url, signal));
  signal?.removeEventListener('abort', stopApps);
  return { url, inUse: services.inUse, createdAdmin, server: services.server, app: apps.app };
};

const pidsOf = ({ app }: Apps) => ({
  launcher: process.pid,
  web: app('web').pid,
  orchestrator: app('orchestrator').pid,
  'mq-consumer': app('mq-consumer').pid,
});

import { watchForm } from '../builds/build-form';
import { BUILD_TARGETS, buildIfChanged, formFolder } from '../builds/build-product';
import type { FirstAdmin } from '../home/first-admin';
import type { LauncherEnv } from '../home/launcher-env';
import { requireFreePort } from '../ports/free-port';
import { lockHome } from '../processes/home-lock';
import { sideBySide } from '../processes/side-by-side';
import type { Supervised } from '../processes/supervise';
import type { ServerName } from '../servers/server-program';
import { forgetServicesFile, type ServicesInUse, writeServicesFile } from '../servers/services-in-use';
import { type RunningServices, startServices } from '../servers/start-services';
import type { StepReporter } from '../terminal/step-reporter';
import type { AppName } from './app-programs';
import { appSetting } from './app-setting';
import { type Apps, stopAppsOfEarlierStart, superviseApps } from './apps';
import { prepareStores } from './prepare-stores';
import { untilProductIsReady } from './product-readiness';

type LaunchOptions = {
  /** An absolute folder; see `homeFolder`. */
  home: string;
  env: LauncherEnv;
  mode: 'production' | 'development';
  reporter: StepReporter;
  signal?: AbortSignal;
};

export type LaunchedProduct = {
  url: string;
  inUse: ServicesInUse;
  /** Set by the start that made the account. */
  createdAdmin: FirstAdmin | undefined;
  server: (name: ServerName) => Supervised;
  app: (name: AppName) => Supervised;
  prepareNextStart: RunningServices['prepareNextStart'];
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
  const { home, env, reporter, signal } = options;
  const lock = lockHome(home);
  const running: Running = {};
  const stop = async (): Promise<void> => {
    await running.apps?.stop();
    await running.services?.stop(reporter.onStep);
    forgetServicesFile(home);
    lock.release();
  };
  try {
    await stopAppsOfEarlierStart(home, reporter.onStep);
    await requireFreePort(env.PORT);
    return { ...(await startAll(options, running)), stop };
  } catch (error) {
    if (signal?.aborted) reporter.say('Stopping what was started.');
    await stop();
    throw error;
  }
};

type Running = { services?: RunningServices; apps?: Apps };

const startAll = async (options: LaunchOptions, running: Running): Promise<Omit<LaunchedProduct, 'stop'>> => {
  const { home, env, mode, reporter, signal } = options;
  const { onStep, say } = reporter;
  const serve = async (together: AbortSignal) => {
    const services = await startServices({ home, env, onStep, say, signal: together });
    running.services = services;
    return { services, createdAdmin: await prepareStores({ home, env, inUse: services.inUse, onStep }) };
  };
  const build = async (together: AbortSignal): Promise<void> => {
    const target = BUILD_TARGETS[env.PORTARIA_BUILD];
    if (mode === 'production') await buildIfChanged(target, { onStep, signal: together });
    else await onStep('Building the form', () => watchForm(formFolder(target.distDir), signal));
  };
  const [{ services, createdAdmin }] = await sideBySide([serve, build], signal);
  signal?.throwIfAborted();

  const url = `http://localhost:${env.PORT}`;
  const setting = await appSetting({ home, env, mode, inUse: services.inUse });
  const apps = superviseApps({ setting, reporter, onChange: () => writeAddresses() });
  const writeAddresses = (): void =>
    writeServicesFile(home, { ...services.inUse, processes: pidsOf(apps), web: { url } });
  running.apps = apps;
  const stopApps = (): void => void apps.stop();
  signal?.addEventListener('abort', stopApps);
  await apps.start();
  await onStep('Every part answers', () => untilProductIsReady(url, signal));
  signal?.removeEventListener('abort', stopApps);
  const { inUse, server, prepareNextStart } = services;
  return { url, inUse, createdAdmin, server, prepareNextStart, app: apps.app };
};

const pidsOf = ({ app }: Apps) => ({
  launcher: process.pid,
  web: app('web').pid,
  orchestrator: app('orchestrator').pid,
  'mq-consumer': app('mq-consumer').pid,
});

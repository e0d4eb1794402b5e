import path from 'node:path';
import type { BuildTarget } from '../builds/build-product';
import { folderIn, REPOSITORY_ROOT } from '../home/home-folder';
import { portOf } from '../ports/port-memory';
import { probeHttp, type Program } from '../processes/program';
import type { Command, Environment } from '../processes/spawn';
import { appEnvironment } from './app-environment';

/** The three processes of the product, in the order in which they are stopped: nothing new comes in, then the rest. */
export const APP_NAMES = ['web', 'orchestrator', 'mq-consumer'] as const;
export type AppName = (typeof APP_NAMES)[number];

export type AppSetting = {
  home: string;
  /** The port of the pages, and the loopback ports on which the workers tell their health. */
  ports: Record<AppName, number>;
  target: BuildTarget;
  mode: 'production' | 'development';
  /** The variables all three read, and those that only one reads. */
  env: { shared: Environment; own: Record<AppName, Environment> };
};

const TITLES: Record<AppName, string> = {
  web: 'Web',
  orchestrator: 'Orchestrator',
  'mq-consumer': 'MQ consumer',
};
const LIVE_PATHS: Record<AppName, string> = {
  web: '/api/health/live',
  orchestrator: '/livez',
  'mq-consumer': '/livez',
};

/** How a process of the product is run, in production from its bundle and in development from the sources. */
export const appProgram = (name: AppName, setting: AppSetting): Program => {
  const port = portOf(setting.ports, name);
  const { args, env } =
    setting.mode === 'production' ? fromBundle(name, setting) : fromSources(name, setting);
  const command: Command = {
    file: process.execPath,
    args,
    cwd: REPOSITORY_ROOT,
    env: { ...appEnvironment(name, { ...setting.env.shared, ...setting.env.own[name] }), ...env },
  };
  return {
    title: TITLES[name],
    ...appFiles(setting.home, name),
    ports: { [name]: port },
    prepare: async () => command,
    probe: () => probeHttp(`http://127.0.0.1:${port}${LIVE_PATHS[name]}`),
    readyTimeoutMs: setting.mode === 'production' ? 60_000 : 180_000,
    stopSignal: 'SIGTERM',
    stopTimeoutMs: 10_000,
  };
};

/** Where a process of the product keeps its pid and its log. */
export const appFiles = (home: string, name: AppName): { pidFile: string; logFile: string } => ({
  pidFile: path.join(folderIn(home, 'run'), `${name}.pid`),
  logFile: path.join(folderIn(home, 'logs'), `${name}.log`),
});

type Run = { args: string[]; env: Environment };

/** Without source maps: Node would keep those of all packages, 70 MB in the web alone. Bundles are readable as they are. */
const fromBundle = (name: AppName, { target }: AppSetting): Run => ({
  args: [path.join(target.bundles, `${name === 'web' ? 'server' : name}.mjs`)],
  env: { NODE_ENV: 'production', PORTARIA_DIST_DIR: target.distDir },
});

const fromSources = (name: AppName, { target }: AppSetting): Run => {
  const tsx = path.join('node_modules', 'tsx', 'dist', 'cli.mjs');
  const args =
    name === 'web'
      ? ['--import', 'tsx', 'server.ts', '--dev']
      : [tsx, 'watch', '--clear-screen=false', `workers/${name}/main.ts`];
  return { args, env: { NODE_ENV: 'development', PORTARIA_DIST_DIR: target.distDir } };
};

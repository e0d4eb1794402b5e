import path from 'node:path';

import type { AppName } from './app-names';
import type { BuildTarget } from './build-target';
import type { Command, Environment } from './command';
import { folderIn, repositoryRoot } from './home';
import { inheritedEnvironment } from './launcher-env';
import { probeHttp } from './probes';
import type { Program } from './program';
import { portOf } from './server-setting';

export type AppSetting = {
  home: string;
  /** The port of the pages, and the loopback ports on which the workers tell their health. */
  ports: Record<AppName, number>;
  target: BuildTarget;
  mode: 'production' | 'development';
  /** The variables all three read, and those that only one reads. */
  env: { shared: Environment; own: Record<AppName, Environment> };
};

const titles: Record<AppName, string> = {
  web: 'Web',
  orchestrator: 'Orchestrator',
  'mq-consumer': 'MQ consumer',
};
const livePaths: Record<AppName, string> = {
  web: '/api/health/live',
  orchestrator: '/livez',
  'mq-consumer': '/livez',
};

/** How a process of the product is run, in production from its bundle and in development from the sources. */
export const appProgram = (name: AppName, setting: AppSetting): Program => {
  const port = portOf(setting.ports, name);
  const { args, env } = setting.mode === 'production' ? fromBundle(name, setting) : fromSources(name);
  const command: Command = {
    file: process.execPath,
    args,
    cwd: repositoryRoot,
    env: { ...inheritedEnvironment(), ...setting.env.shared, ...setting.env.own[name], ...env },
  };
  return {
    title: titles[name],
    ...appFiles(setting.home, name),
    ports: { [name]: port },
    prepare: async () => command,
    probe: () => probeHttp(`http://127.0.0.1:${port}${livePaths[name]}`),
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

const fromBundle = (name: AppName, { target }: AppSetting): Run => ({
  args: ['--enable-source-maps', path.join(target.bundles, name === 'web' ? 'server.mjs' : `${name}.mjs`)],
  env: { NODE_ENV: 'production', PORTARIA_DIST_DIR: target.distDir },
});

const fromSources = (name: AppName): Run => {
  const tsx = path.join('node_modules', 'tsx', 'dist', 'cli.mjs');
  const args =
    name === 'web'
      ? ['--import', 'tsx', 'server.ts', '--dev']
      : [tsx, 'watch', '--clear-screen=false', `workers/${name}/main.ts`];
  return { args, env: { NODE_ENV: 'development' } };
};

import { join } from 'node:path';
import type { AppName } from '@/services/app-names';
import { appProgram } from '@/services/app-programs';
import { appSetting } from '@/services/app-setting';
import type { Command, Environment } from '@/services/command';
import { anyFreePort } from '@/services/free-port';
import { folderIn } from '@/services/home';
import { launcherEnv } from '@/services/launcher-env';
import type { ServicesInUse } from '@/services/services-in-use';
import { AppProcess } from './app-process';

/** The variable that tells each program its port. */
const PORT_VARIABLE = {
  web: 'PORT',
  orchestrator: 'ORCHESTRATOR_HEALTH_PORT',
  'mq-consumer': 'MQ_CONSUMER_HEALTH_PORT',
} as const satisfies Record<AppName, string>;

export type FleetSetting = {
  home: string;
  services: ServicesInUse;
  /** How many of each. */
  counts: Record<AppName, number>;
  /** Another bundle for a program than the built one, as a path. */
  bundles?: Partial<Record<AppName, string>>;
  /** They are numbered from here on. */
  firstNumber?: number;
};

export type Fleet = { web: Member[]; orchestrator: Member[]; 'mq-consumer': Member[] };
export type Member = { process: AppProcess; port: number };

/** The processes of the product as production runs them, several of each, none started yet. */
export const prepareFleet = async (setting: FleetSetting): Promise<Fleet> => {
  const members = async (name: AppName): Promise<Member[]> => {
    const list: Member[] = [];
    const { counts, firstNumber = 1 } = setting;
    for (let index = 0; index < counts[name]; index += 1) {
      list.push(await prepareMember(setting, name, firstNumber + index));
    }
    return list;
  };
  return {
    web: await members('web'),
    orchestrator: await members('orchestrator'),
    'mq-consumer': await members('mq-consumer'),
  };
};

const prepareMember = async (
  { home, services, bundles = {} }: FleetSetting,
  name: AppName,
  number: number,
): Promise<Member> => {
  const port = await anyFreePort();
  const env = launcherEnv.parse({ PORT: String(port), PORTARIA_BUILD: 'test', LOG_LEVEL: 'info' });
  const setting = await appSetting({ home, env, mode: 'production', inUse: services });
  const command = await appProgram(name, setting).prepare(new AbortController().signal);
  const own: Environment = { ...command.env, [PORT_VARIABLE[name]]: String(port) };
  const title = `${name}-${number}`;
  const process = new AppProcess({
    name: title,
    command: { ...withBundle(command, bundles[name]), env: own },
    pidFile: join(folderIn(home, 'run'), `${title}.pid`),
    logFile: join(folderIn(home, 'logs'), `${title}.log`),
  });
  return { process, port };
};

/** The bundle is the last argument of its command. */
const withBundle = (command: Command, bundle: string | undefined): Command =>
  bundle ? { ...command, args: [...command.args.slice(0, -1), bundle] } : command;

export const everyProcess = (fleet: Fleet): AppProcess[] =>
  [...fleet.web, ...fleet.orchestrator, ...fleet['mq-consumer']].map(({ process }) => process);

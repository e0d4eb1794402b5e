import path from 'node:path';
import { folderIn } from '@/services/home/home-folder';
import type { Program } from '@/services/processes/program';
import type { Environment } from '@/services/processes/spawn';
import { type RestartPolicy, Supervised } from '@/services/processes/supervise';
import { type AppName, appProgram, type AppSetting } from '@/services/product/app-programs';
import { logSince, logSize } from '@/services/terminal/log-file';
import { eventually } from '../eventually';

/** The variable that tells each program its port. */
const PORT_VARIABLE = {
  web: 'PORT',
  orchestrator: 'ORCHESTRATOR_HEALTH_PORT',
  'mq-consumer': 'MQ_CONSUMER_HEALTH_PORT',
} as const satisfies Record<AppName, string>;

/**
 * One process of the product under the control of a test. It counts as started as soon as it runs, so that it can be
 * killed and paused during its start; whether it answers is asked with `untilLive`.
 */
export class AppProcess extends Supervised {
  #logFrom = 0;

  constructor(
    private readonly app: Program,
    restart: RestartPolicy,
  ) {
    super({ ...app, probe: async () => undefined }, { say: () => undefined, restart });
  }

  override start(env?: Environment): Promise<void> {
    if (this.pid === undefined) this.#logFrom = logSize(this.app.logFile);
    return super.start(env);
  }

  /** What it has said since it was started. */
  get output(): string {
    return logSince(this.app.logFile, this.#logFrom);
  }

  /** Waits until it answers; throws if it ends before that. For those that nobody brings back. */
  async untilLive(): Promise<void> {
    const { title, probe, readyTimeoutMs, logFile } = this.app;
    const answers = async (): Promise<'live' | 'ended'> => {
      if (this.pid === undefined) return 'ended';
      await probe();
      return 'live';
    };
    const how = await eventually(`${title} answers`, answers, readyTimeoutMs);
    if (how === 'ended') throw new Error(`${title} ended before it answered; see ${logFile}`);
  }
}

type Numbered = {
  number: number;
  port: number;
  /** Another bundle than the built one, as a path. */
  bundle?: string;
};

/** The program for one of several processes of one kind, with a port, a pid file and a log of its own. */
export const numberedProgram = (
  name: AppName,
  setting: AppSetting,
  { number, port, bundle }: Numbered,
): Program => {
  const own: Environment = { ...setting.env.own[name], [PORT_VARIABLE[name]]: String(port) };
  const program = appProgram(name, {
    ...setting,
    ports: { ...setting.ports, [name]: port },
    env: { ...setting.env, own: { ...setting.env.own, [name]: own } },
  });
  const title = `${name}-${number}`;
  return {
    ...program,
    title,
    pidFile: path.join(folderIn(setting.home, 'run'), `${title}.pid`),
    logFile: path.join(folderIn(setting.home, 'logs'), `${title}.log`),
    prepare: async (signal) => {
      const command = await program.prepare(signal);
      // The bundle is the last argument of its command.
      return bundle ? { ...command, args: [...command.args.slice(0, -1), bundle] } : command;
    },
  };
};

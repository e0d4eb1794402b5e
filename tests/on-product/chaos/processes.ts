import { launcherEnv } from '@/services/home/launcher-env';
import { anyFreePort } from '@/services/ports/free-port';
import type { AppName } from '@/services/product/app-programs';
import { appSetting } from '@/services/product/app-setting';
import type { ServicesInUse } from '@/services/servers/services-in-use';
import { AppProcess, numberedProgram } from '../../harness/processes/app-process';

export type ProcessesSetting = {
  home: string;
  services: ServicesInUse;
  /** How many of each. */
  counts: Record<AppName, number>;
  /** Another bundle for a program than the built one, as a path. */
  bundles?: Partial<Record<AppName, string>>;
  /** They are numbered from here on. */
  firstNumber?: number;
};

export type ProductProcesses = Record<AppName, AppProcess[]> & { webPorts: number[] };

/** The processes of the product as production runs them, several of each, brought back at once; none is started yet. */
export const prepareProcesses = async ({
  home,
  services,
  counts,
  bundles = {},
  firstNumber = 1,
}: ProcessesSetting): Promise<ProductProcesses> => {
  const webPorts = await freePorts(counts.web);
  const env = launcherEnv.parse({ PORTARIA_BUILD: 'test', LOG_LEVEL: 'info' });
  const setting = await appSetting({ home, env, mode: 'production', inUse: services });
  const run = (name: AppName, ports: number[]): AppProcess[] =>
    ports.map((port, index) => {
      const numbered = { number: firstNumber + index, port, bundle: bundles[name] };
      return new AppProcess(numberedProgram(name, setting, numbered), 'at once');
    });
  return {
    webPorts,
    web: run('web', webPorts),
    orchestrator: run('orchestrator', await freePorts(counts.orchestrator)),
    'mq-consumer': run('mq-consumer', await freePorts(counts['mq-consumer'])),
  };
};

const freePorts = (count: number): Promise<number[]> =>
  Promise.all(Array.from({ length: count }, anyFreePort));

export const everyProcess = ({
  web,
  orchestrator,
  'mq-consumer': consumers,
}: ProductProcesses): AppProcess[] => [...web, ...orchestrator, ...consumers];

/** Starts all of them, or all of these programs; none answers yet. */
export const startProcesses = async (
  processes: ProductProcesses,
  names: readonly AppName[] = ['web', 'orchestrator', 'mq-consumer'],
): Promise<void> => {
  await Promise.all(names.flatMap((name) => processes[name].map((process) => process.start())));
};

export const stopProcesses = async (processes: ProductProcesses): Promise<void> => {
  await Promise.all(everyProcess(processes).map((process) => process.stop()));
};

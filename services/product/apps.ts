import { endProcess, findRunning, forgetPid } from '../processes/process-identity';
import { stopSupervised, Supervised } from '../processes/supervise';
import type { OnStep, StepReporter } from '../terminal/step-reporter';
import { APP_NAMES, appFiles, type AppName, appProgram, type AppSetting } from './app-programs';

export type Apps = {
  app: (name: AppName) => Supervised;
  start: () => Promise<void>;
  /** Web first, so that nothing new comes in; then both workers. */
  stop: () => Promise<void>;
};

type Options = { setting: AppSetting; reporter: StepReporter; onChange: () => void };

/** Web and the two workers under supervision. */
export const superviseApps = ({ setting, reporter, onChange }: Options): Apps => {
  const run = (name: AppName): Supervised =>
    new Supervised(appProgram(name, setting), { say: reporter.say, onChange });
  const apps: Record<AppName, Supervised> = {
    web: run('web'),
    orchestrator: run('orchestrator'),
    'mq-consumer': run('mq-consumer'),
  };
  const title = (name: AppName): string =>
    name === 'web' ? `Web on port ${setting.ports.web}` : apps[name].title;
  const stop = (name: AppName): Promise<void> => stopSupervised(apps[name], reporter);
  return {
    app: (name) => apps[name],
    start: async () => {
      await Promise.all(APP_NAMES.map((name) => reporter.onStep(title(name), () => apps[name].start())));
    },
    stop: async () => {
      await stop('web');
      await Promise.all([stop('orchestrator'), stop('mq-consumer')]);
    },
  };
};

/**
 * Stops web and workers that a killed launcher left behind: they may be of older sources, and web holds the port. The
 * servers are different; they are taken over.
 */
export const stopAppsOfEarlierStart = async (home: string, onStep: OnStep): Promise<void> => {
  for (const name of APP_NAMES) {
    const { pidFile } = appFiles(home, name);
    const left = findRunning(pidFile);
    if (!left) continue;
    await onStep(`Stopping ${name} of an earlier start`, () =>
      endProcess(left, { signal: 'SIGTERM', timeoutMs: 10_000 }),
    );
    forgetPid(pidFile);
  }
};

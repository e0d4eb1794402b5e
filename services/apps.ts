import { appNames, type AppName } from './app-names';
import { appProgram, type AppSetting } from './app-programs';
import type { Teller } from './progress';
import { stopSupervised } from './stop-supervised';
import { Supervised } from './supervise';

export type Apps = {
  app: (name: AppName) => Supervised;
  start: () => Promise<void>;
  /** Web first, so that nothing new comes in; then both workers. */
  stop: () => Promise<void>;
};

type Options = { setting: AppSetting; teller: Teller; onChange: () => void };

/** Web and the two workers under supervision. */
export const superviseApps = ({ setting, teller, onChange }: Options): Apps => {
  const run = (name: AppName): Supervised =>
    new Supervised(appProgram(name, setting), { say: teller.say, onChange });
  const apps: Record<AppName, Supervised> = {
    web: run('web'),
    orchestrator: run('orchestrator'),
    'mq-consumer': run('mq-consumer'),
  };
  const title = (name: AppName): string =>
    name === 'web' ? `Web on port ${setting.ports.web}` : apps[name].title;
  const stop = (name: AppName): Promise<void> => stopSupervised(apps[name], teller);
  return {
    app: (name) => apps[name],
    start: async () => {
      await Promise.all(appNames.map((name) => teller.onStep(title(name), () => apps[name].start())));
    },
    stop: async () => {
      await stop('web');
      await Promise.all([stop('orchestrator'), stop('mq-consumer')]);
    },
  };
};

import type { Logger } from '@/src/infrastructure/logging/logger';
import type { Resource } from './run-worker';

type Options = { name: string; everyMs: number; work: () => Promise<void>; logger: Logger };

/** Repeats a piece of work, never two at once; a failure is logged and the next run tries again. */
export const intervalJob = ({ name, everyMs, work, logger }: Options): Resource => {
  let timer: NodeJS.Timeout | undefined;
  let running: Promise<void> = Promise.resolve();
  let stopped = false;
  const runOnce = (): void => {
    running = work().catch((error: unknown) =>
      logger.warn({ err: error, job: name }, 'the job failed and will run again'),
    );
    void running.then(schedule);
  };
  const schedule = (): void => {
    if (!stopped) timer = setTimeout(runOnce, everyMs);
  };
  return {
    name,
    start: async () => schedule(),
    stop: async () => {
      stopped = true;
      clearTimeout(timer);
      await running;
    },
  };
};

import type { Logger } from '@/src/infrastructure/log';
import type { Resource } from '../run-worker';

type Options = { name: string; everyMs: number; work: () => Promise<void>; log: Logger };

/** Repeats a piece of work, never two at once; a failure is told and the next turn tries again. */
export const every = ({ name, everyMs, work, log }: Options): Resource => {
  let timer: NodeJS.Timeout | undefined;
  let running: Promise<void> = Promise.resolve();
  let stopped = false;
  const turn = (): void => {
    running = work().catch((error: unknown) => log.warn({ err: error, name }, 'will be tried again'));
    void running.then(schedule);
  };
  const schedule = (): void => {
    if (!stopped) timer = setTimeout(turn, everyMs);
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

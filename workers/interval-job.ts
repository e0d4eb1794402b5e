import { setTimeout as sleep } from 'node:timers/promises';
import type { Logger } from '@/src/infrastructure/logging/logger';
import type { Resource } from './run-worker';

type Options = { name: string; everyMs: number; work: () => Promise<void>; logger: Logger };

/** A store that hangs must not keep a process from stopping in time. */
const GOODBYE_MS = 1_000;

/**
 * Repeats a piece of work, never two at once; a failure is logged and the next run tries again. A stop waits for it a second
 * at most: it may be cut off at any point, as a killed process does it.
 */
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
      await Promise.race([running, sleep(GOODBYE_MS)]);
    },
  };
};

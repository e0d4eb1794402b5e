import { appNames } from './app-names';
import { appFiles } from './app-programs';
import { findRunning, forgetPid } from './pid-file';
import { endProcess } from './process-identity';
import type { Progress } from './progress';

/**
 * Stops web and workers that a killed launcher left behind: they may be of older sources, and web holds the port. The
 * servers are different; they are taken over.
 */
export const stopLeftovers = async (home: string, onStep: Progress): Promise<void> => {
  for (const name of appNames) {
    const { pidFile } = appFiles(home, name);
    const left = findRunning(pidFile);
    if (!left) continue;
    await onStep(`Stopping ${name} of an earlier start`, () =>
      endProcess(left, { signal: 'SIGTERM', timeoutMs: 10_000 }),
    );
    forgetPid(pidFile);
  }
};

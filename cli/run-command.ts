import { isOutage } from '@/src/infrastructure/retry/is-outage';

/**
 * Ends the process with the exit code that `main` answers; with 2 and one sentence where a store went away, since each
 * command is safe to repeat.
 */
export const runCommand = async (main: () => Promise<number>): Promise<never> => {
  try {
    return process.exit(await main());
  } catch (error) {
    if (!isOutage(error)) throw error;
    const why = error instanceof Error ? error.message : String(error);
    process.stderr.write(`A store does not answer (${why}). Run it again when it does: that is safe.\n`);
    return process.exit(2);
  }
};

import { LaunchError, messageOf } from './launch-error';

/**
 * Runs a launcher to its end and ends the process. Ctrl-C and SIGTERM abort the signal; they may come twice, since npm
 * passes on what the terminal has sent already, so only the first one counts.
 */
export const runLauncher = async (work: (signal: AbortSignal) => Promise<void>): Promise<void> => {
  const interrupted = new AbortController();
  for (const name of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(name, () => interrupted.abort());
  // Whoever read the output may leave (`npm start | head`): what runs goes on without being told about.
  for (const output of [process.stdout, process.stderr]) output.on('error', ignoreBrokenPipe);
  try {
    await work(interrupted.signal);
    process.exit(0);
  } catch (error) {
    if (interrupted.signal.aborted) process.exit(0);
    process.stderr.write(`\n${error instanceof LaunchError ? messageOf(error) : stackOf(error)}\n`);
    process.exit(1);
  }
};

const ignoreBrokenPipe = (error: NodeJS.ErrnoException): void => {
  if (error.code !== 'EPIPE') throw error;
};

/** Resolves at the abort. */
export const untilAborted = (signal: AbortSignal): Promise<void> =>
  new Promise((resolve) => {
    if (signal.aborted) resolve();
    // A timer keeps the process alive, which a mere listener would not.
    const alive = setInterval(() => undefined, 60_000);
    signal.addEventListener('abort', () => {
      clearInterval(alive);
      resolve();
    });
  });

/** What nobody foresaw is shown whole, so that it can be reported. */
const stackOf = (error: unknown): string =>
  error instanceof Error ? (error.stack ?? error.message) : String(error);

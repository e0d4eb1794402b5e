import { tellProgress } from '@/services/progress';
import { HELP, readOptions, type ChaosOptions } from './options';
import { reportOf } from './report';
import { runChaos } from './run-chaos';

const interrupted = new AbortController();
for (const name of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(name, () => interrupted.abort());

/** Answers the exit code. */
const run = async (options: ChaosOptions): Promise<number> => {
  const { signal } = interrupted;
  const result = await runChaos({ ...options, teller: tellProgress(), signal });
  for (const line of reportOf(result)) console.log(line);
  return result.violations.length > 0 || signal.aborted ? 1 : 0;
};

try {
  const options = readOptions(process.argv.slice(2));
  if (!options) console.log(HELP);
  process.exit(options ? await run(options) : 0);
} catch (error) {
  console.error(`\n${error instanceof Error ? (error.stack ?? error.message) : String(error)}`);
  process.exit(1);
}

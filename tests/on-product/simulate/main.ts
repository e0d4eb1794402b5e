import { HELP, readOptions, type SimulationOptions } from './options';
import { progressBar } from './progress-bar';
import { causeOf } from './sign-up';
import { simulate } from './simulation';
import { isComplete, summaryOf } from './summary';

// `npm run simulate`: sign-ups through the public API of a running Portaria, and how long they took to reach review.
const run = async (options: SimulationOptions): Promise<boolean> => {
  await fetch(`${options.url}/api/health/live`, { signal: AbortSignal.timeout(10_000) }).catch(
    (error: unknown) => {
      throw new Error(
        `Nothing answers at ${options.url} (${causeOf(error)}). Start Portaria first: npm start`,
      );
    },
  );
  console.log(`${options.count} sign-ups to ${options.url}, ${options.ratePerSecond} per second`);
  const bar = progressBar(options.count);
  const startedAt = Date.now();
  const tally = await simulate(options, bar.update);
  bar.finish();
  console.log(summaryOf(tally, Date.now() - startedAt));
  return isComplete(tally);
};

try {
  const options = readOptions(process.argv.slice(2));
  if (!options) console.log(HELP);
  else process.exitCode = (await run(options)) ? 0 : 1;
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
}

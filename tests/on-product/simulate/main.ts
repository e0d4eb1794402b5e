import { progressBar } from '@/cli/progress-bar';
import { webAt } from '../../harness/web-client';
import { HELP, readOptions, type SimulationOptions } from './options';
import { causeOf } from './sign-up';
import { simulate } from './simulation';
import { isComplete, summaryOf } from './summary';

// `npm run simulate`: sign-ups through the public API of a running Portaria, and how long they took to reach review.
const run = async (options: SimulationOptions): Promise<boolean> => {
  await webAt(options.url, 10_000)
    .send('/api/health/live')
    .catch((error: unknown) => {
      throw new Error(
        `Nothing answers at ${options.url} (${causeOf(error)}). Start Portaria first: npm start`,
      );
    });
  console.log(`${options.count} sign-ups to ${options.url}, ${options.ratePerSecond} per second`);
  const bar = progressBar('in review', options.count);
  const startedAt = Date.now();
  const result = await simulate(options, ({ arrived }) => bar.update(arrived.length));
  bar.end();
  console.log(summaryOf(result, Date.now() - startedAt));
  return isComplete(result);
};

try {
  const options = readOptions(process.argv.slice(2));
  if (!options) console.log(HELP);
  else process.exitCode = (await run(options)) ? 0 : 1;
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
}

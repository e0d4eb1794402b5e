import path from 'node:path';
import { writeJsonFile } from '@/services/home/files';
import { reportSteps } from '@/services/terminal/step-reporter';
import { liftLimits } from '@/tests/harness/lifted-limits';
import { MEASURES } from './measures/measures';
import { type BenchOptions, HELP, readOptions } from './options';
import { writeReport } from './report/write-report';
import { type MeasureResult, mergeResults, readResults, writeResults } from './results/results-file';
import { tableOf } from './results/table';
import { benchHome, emptyHome } from './run/product';
import { runBench } from './run/run-bench';
import { FULL, QUICK } from './run/sizes';
import { seed } from './seed/seed';

// `npm run bench`: measures Portaria beside the same work without it; `seed` and `report` are its two tools.
const NAMES = MEASURES.map(({ name }) => name);
const interrupted = new AbortController();
for (const name of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(name, () => interrupted.abort());
const { signal } = interrupted;

/** Answers the exit code. */
const run = async (options: BenchOptions): Promise<number> => {
  switch (options.command) {
    case 'help':
      console.log(HELP.replace('NAMES', NAMES.join(', ')));
      return 0;
    case 'run':
      return measure(options);
    case 'seed':
      await seed(options, signal);
      return signal.aborted ? 1 : 0;
    case 'report':
      console.log(`docs/performance.md is filled; charts drawn: ${writeReport().join(', ') || 'none yet'}.`);
      return 0;
  }
};

const measure = async ({
  isQuick,
  only,
  soakMinutes,
}: Extract<BenchOptions, { command: 'run' }>): Promise<number> => {
  liftLimits();
  const { home, release } = benchHome();
  const sizes = isQuick ? QUICK : FULL;
  const measures = MEASURES.filter(({ name, runs }) => {
    if (only.length > 0) return only.includes(name);
    return runs === 'always' || (runs === 'in full' && !isQuick);
  });
  const quickResults: MeasureResult[] = [];
  const keep = (result: MeasureResult): void => {
    if (isQuick) quickResults.push(result);
    else writeResults(mergeResults(readResults(), [result]));
  };
  try {
    const results = await runBench({
      measures,
      sizes: { ...sizes, soakMinutes: soakMinutes ?? sizes.soakMinutes },
      home,
      sharesProduct: isQuick,
      reporter: reportSteps(),
      signal,
      onResult: keep,
    });
    if (isQuick) writeJsonFile(path.join(home, '..', 'results.json'), quickResults);
    for (const line of tableOf(results)) console.log(line);
    return signal.aborted || results.some(({ problem }) => problem !== undefined) ? 1 : 0;
  } finally {
    await emptyHome(home);
    release();
  }
};

try {
  process.exit(await run(readOptions(process.argv.slice(2), NAMES)));
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exit(1);
}

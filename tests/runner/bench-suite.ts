import { MEASURES } from '@/bench/measures/measures';
import { figuresIn, type MeasureResult, readResults } from '@/bench/results/results-file';
import { floorOf, judge, TIMES } from '@/bench/results/targets';
import { runBench } from '@/bench/run/run-bench';
import { QUICK } from '@/bench/run/sizes';
import { findLeftovers } from '../harness/processes/leftover-processes';
import { passedIfNone, type Failure, type SuiteResult, type TestRun } from './suite';
import { onStep, say } from './test-report';

/**
 * The quick benchmark: one test for each ratio with a target that it measures. What is told in seconds depends on the
 * machine, and is for the full run.
 */
export const runBenchSuite = async ({ add, signal }: TestRun, home: string): Promise<void> => {
  const measures = MEASURES.filter(({ runs }) => runs === 'always');
  const reporter = { onStep, say };
  await add('bench', async () =>
    resultOf(await runBench({ measures, sizes: QUICK, home, sharesProduct: true, reporter, signal })),
  );
  await add('bench leaves nothing running', async () =>
    passedIfNone('bench leaves nothing running', findLeftovers([], home)),
  );
};

const resultOf = (measures: readonly MeasureResult[]): SuiteResult => {
  const recorded = judge(figuresIn(readResults()));
  const verdicts = judge(figuresIn({ measures })).filter(({ unit }) => unit === TIMES);
  const tooLittle = verdicts.filter((verdict) => verdict.reached < floorOf(verdict, recorded));
  const failures: Failure[] = [
    ...measures.flatMap(({ title, problem }) => (problem === undefined ? [] : { what: title, why: problem })),
    ...tooLittle.map(({ title, value, limit }) => ({
      what: title,
      why: `measured ${value}, asked ${limit}: less than half of that, or of what bench/results.json tells`,
    })),
  ];
  return { name: 'bench', passed: verdicts.length - tooLittle.length, failures };
};

import { MEASURES } from '@/bench/measures/measures';
import { figuresIn, type MeasureResult } from '@/bench/results/results-file';
import { judge } from '@/bench/results/targets';
import { runBench } from '@/bench/run/run-bench';
import { QUICK } from '@/bench/run/sizes';
import { findLeftovers } from '../harness/processes/leftover-processes';
import { passedIfNone, type Failure, type SuiteResult, type TestRun } from './suite';
import { onStep, say } from './test-report';

/** The quick benchmark: one test for each target that it measures, which fails where less than half of it is reached. */
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
  const verdicts = judge(figuresIn({ measures }));
  const tooLittle = verdicts.filter(({ isHalfMet }) => !isHalfMet);
  const failures: Failure[] = [
    ...measures.flatMap(({ title, problem }) => (problem === undefined ? [] : { what: title, why: problem })),
    ...tooLittle.map(({ title, value, limit }) => ({
      what: title,
      why: `measured ${value}, which is not half of what is asked: ${limit}`,
    })),
  ];
  return { name: 'bench', passed: verdicts.length - tooLittle.length, failures };
};

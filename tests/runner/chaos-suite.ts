import { findLeftovers } from '../harness/processes/leftover-processes';
import { INVARIANTS } from '../invariants/violation';
import { reportOf } from '../on-product/chaos/chaos-report';
import { runChaos, type ChaosResult } from '../on-product/chaos/run-chaos';
import { passedIfNone, type Failure, type SuiteResult, type TestRun } from './suite';
import { onStep, say } from './test-report';

const MINUTES = 2;
const SEED = 1;

/** The short chaos run: two minutes of faults, and one test for each invariant. */
export const runChaosSuite = async ({ add, signal }: TestRun, home: string): Promise<void> => {
  const reporter = { onStep, say };
  await add('chaos', async () =>
    resultOf(await runChaos({ minutes: MINUTES, seed: SEED, rate: undefined, home, reporter, signal })),
  );
  await add('chaos leaves nothing running', async () => {
    return passedIfNone('chaos leaves nothing running', findLeftovers([], home));
  });
};

const resultOf = (result: ChaosResult): SuiteResult => {
  const broken = new Set(result.violations.map(({ invariant }) => invariant));
  const failures: Failure[] = [...broken].map((invariant) => ({
    what: `${invariant} after ${MINUTES} minutes of faults, seed ${SEED}`,
    why: reportOf(result).join('\n'),
  }));
  return { name: 'chaos', passed: INVARIANTS.length - broken.size, failures };
};

/** What one suite came to. A static check counts as one test. `took` tells, where it is known, which file took how long. */
export type SuiteResult = { name: string; passed: number; failures: Failure[]; took?: Took[] };

export type Took = { file: string; seconds: number };

/** `why` is the output that tells it, ready to print. */
export type Failure = { what: string; why: string };

export const passedOnce = (name: string): SuiteResult => ({ name, passed: 1, failures: [] });

export const failedOnce = (name: string, why: string): SuiteResult => ({
  name,
  passed: 0,
  failures: [{ what: name, why }],
});

/** A test that passes where nothing is left over. */
export const passedIfNone = (name: string, left: readonly string[]): SuiteResult =>
  left.length > 0 ? failedOnce(name, `Still running:\n${left.join('\n')}`) : passedOnce(name);

/** An empty suite proves nothing, so it is a failure. */
export const refuseEmpty = (result: SuiteResult): SuiteResult =>
  result.passed + result.failures.length > 0 ? result : failedOnce(result.name, 'No test ran at all.');

/** Adds up a suite that runs in several parts. */
export const countsOf = (results: readonly SuiteResult[]): { passed: number; failed: number } => ({
  passed: results.reduce((sum, { passed }) => sum + passed, 0),
  failed: results.reduce((sum, { failures }) => sum + failures.length, 0),
});

type AddSuite = (title: string, work: () => Promise<SuiteResult>) => Promise<void>;

/** One run of the tests. `suite` and `only` narrow the run to one suite and to files whose names hold the text. */
export type TestRun = { add: AddSuite; signal: AbortSignal; suite?: string; only?: string };

export const wants = ({ suite }: TestRun, name: string): boolean => suite === undefined || suite === name;

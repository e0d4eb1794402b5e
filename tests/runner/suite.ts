/** What one suite came to. A static check counts as one test. */
export type SuiteResult = { name: string; passed: number; failures: Failure[] };

/** `why` is the output that tells it, ready to print. */
export type Failure = { what: string; why: string };

export const passedOnce = (name: string): SuiteResult => ({ name, passed: 1, failures: [] });

export const failedOnce = (name: string, why: string): SuiteResult => ({
  name,
  passed: 0,
  failures: [{ what: name, why }],
});

/** An empty suite proves nothing, so it is a failure. */
export const refuseEmpty = (result: SuiteResult): SuiteResult =>
  result.passed + result.failures.length > 0 ? result : failedOnce(result.name, 'No test ran at all.');

/** Adds up a suite that runs in several parts. */
export const countsOf = (results: readonly SuiteResult[]): { passed: number; failed: number } => ({
  passed: results.reduce((sum, { passed }) => sum + passed, 0),
  failed: results.reduce((sum, { failures }) => sum + failures.length, 0),
});

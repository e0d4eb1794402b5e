import { LaunchError } from '@/services/terminal/launch-error';
import { reportSteps } from '@/services/terminal/step-reporter';
import { countsOf, failedOnce, type Failure, type SuiteResult } from './suite';

export const { onStep, say } = reportSteps();

const SHOWN_LINES = 60;
/** Files of tests that take less are not worth a word. */
const SLOW_SECONDS = 15;
const SHOWN_SLOW = 5;

/** Runs a suite under a progress line. It never throws, so that the next suite still runs. */
export const runSuite = async (title: string, work: () => Promise<SuiteResult>): Promise<SuiteResult> => {
  let result: SuiteResult | undefined;
  try {
    await onStep(title, async () => {
      result = await work();
      if (result.failures.length > 0) throw new Error(`${title} failed`);
    });
  } catch (error) {
    result ??= failedOnce(title, reasonOf(error));
  }
  const outcome = result ?? failedOnce(title, 'It gave no result.');
  const { passed, failed } = countsOf([outcome]);
  if (passed + failed > 1 || failed > 0) say(`    ${passed} passed, ${failed} failed`);
  saySlowest(outcome);
  return outcome;
};

const saySlowest = ({ took = [] }: SuiteResult): void => {
  const slow = took.filter(({ seconds }) => seconds >= SLOW_SECONDS);
  const slowest = slow.toSorted((a, b) => b.seconds - a.seconds).slice(0, SHOWN_SLOW);
  if (slowest.length === 0) return;
  say(`    slowest: ${slowest.map(({ file, seconds }) => `${file} ${seconds.toFixed(0)} s`).join(', ')}`);
};

/** What failed and why, and then the one line over all suites. */
export const printSummary = (results: readonly SuiteResult[]): void => {
  for (const { name, failures } of results) failures.forEach((failure) => printFailure(name, failure));
  const { passed, failed } = countsOf(results);
  say(`\n${passed} passed, ${failed} failed`);
};

const printFailure = (suite: string, { what, why }: Failure): void => {
  const lines = why.trim().split('\n');
  const shown =
    lines.length > SHOWN_LINES
      ? [...lines.slice(0, SHOWN_LINES / 2), '…', ...lines.slice(-SHOWN_LINES / 2)]
      : lines;
  say(`\n✗ ${suite === what ? what : `${suite}: ${what}`}`);
  shown.forEach((line) => say(`    ${line}`));
};

/** What the launcher says is made for people; what nobody foresaw is shown with where it came from. */
const reasonOf = (error: unknown): string => {
  if (!(error instanceof Error)) return String(error);
  return error instanceof LaunchError ? error.message : (error.stack ?? error.message);
};

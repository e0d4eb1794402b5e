import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join, relative } from 'node:path';
import { runBinary } from './run-binary';
import { failedOnce, refuseEmpty, type Failure, type SuiteResult, type Took } from './suite';

export type Report = {
  testResults: {
    name: string;
    /** Milliseconds since 1970. */
    startTime: number;
    endTime: number;
    status: 'passed' | 'failed';
    message: string;
    assertionResults: { status: string; fullName: string; failureMessages: string[] }[];
  }[];
};

type Request = { project: string; env?: Record<string, string>; only?: string; signal: AbortSignal };

/** Runs one Vitest project. Skipped tests and files that do not load are failures; `only` filters by file name. */
export const runVitest = async ({ project, env, only, signal }: Request): Promise<SuiteResult> => {
  const folder = mkdtempSync(join(tmpdir(), 'portaria-vitest-'));
  const report = join(folder, 'report.json');
  // The verbose report is for a run that is given up: it says how far it came.
  const reporters = ['--reporter=verbose', '--reporter=json', `--outputFile.json=${report}`];
  const command = ['vitest', 'run', '--project', project, ...reporters];
  try {
    const { exitCode, output } = await runBinary(only ? [...command, only] : command, { signal, env });
    if (!existsSync(report)) return failedOnce(project, output);
    const result = resultOf(project, JSON.parse(readFileSync(report, 'utf8')) as Report);
    // An error outside every test, such as an unhandled rejection, shows only in the exit code.
    if (exitCode !== 0 && result.failures.length === 0) result.failures.push({ what: project, why: output });
    return refuseEmpty(result);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
};

export const resultOf = (name: string, { testResults }: Report): SuiteResult => {
  const failures: Failure[] = [];
  let passed = 0;
  for (const file of testResults) {
    const path = relative(process.cwd(), file.name);
    if (file.status === 'failed' && file.assertionResults.every(({ status }) => status !== 'failed')) {
      failures.push({ what: path, why: file.message });
    }
    for (const { status, fullName, failureMessages } of file.assertionResults) {
      if (status === 'passed') passed += 1;
      else
        failures.push({
          what: `${path} › ${fullName}`,
          why: failureMessages.join('\n') || `It was ${status}.`,
        });
    }
  }
  return { name, passed, failures, took: testResults.map(tookOf) };
};

const tookOf = ({ name, startTime, endTime }: Report['testResults'][number]): Took => ({
  file: basename(name),
  seconds: (endTime - startTime) / 1_000,
});

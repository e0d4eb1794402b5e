import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { runBinary } from './run-binary';
import { failedOnce, refuseEmpty, type Failure, type SuiteResult, type Took } from './suite';

type Suite = {
  title: string;
  specs: {
    title: string;
    file: string;
    /** `duration` in milliseconds. */
    tests: { status: string; results: { errors: { message?: string }[]; duration: number }[] }[];
  }[];
  suites?: Suite[];
};

export type Report = { suites: Suite[]; errors: { message?: string }[] };

type Request = { env: Record<string, string>; only?: string; signal: AbortSignal };

/** Runs the end-to-end tests in Chromium. Anything but a plain pass, such as a skip, is a failure. */
export const runPlaywright = async ({ env, only, signal }: Request): Promise<SuiteResult> => {
  const folder = mkdtempSync(join(tmpdir(), 'portaria-playwright-'));
  const report = join(folder, 'report.json');
  const command = [
    'playwright',
    'test',
    '--config',
    'tests/on-product/e2e/playwright.config.ts',
    '--reporter=list,json',
  ];
  try {
    const { output } = await runBinary(only ? [...command, only] : command, {
      signal,
      env: { ...env, PLAYWRIGHT_JSON_OUTPUT_FILE: report },
    });
    if (!existsSync(report)) return failedOnce('end-to-end', output);
    return refuseEmpty(resultOf(JSON.parse(readFileSync(report, 'utf8')) as Report));
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
};

export const resultOf = ({ suites, errors }: Report): SuiteResult => {
  const failures: Failure[] = errors.map(({ message }) => ({
    what: 'end-to-end',
    why: message ?? 'unknown',
  }));
  let passed = 0;
  for (const spec of suites.flatMap(specsOf)) {
    for (const { status, results } of spec.tests) {
      if (status === 'expected') passed += 1;
      else
        failures.push({
          what: `${spec.file} › ${spec.title}`,
          why: messagesOf(results) || `It was ${status}.`,
        });
    }
  }
  return { name: 'end-to-end', passed, failures, took: tookBy(suites.flatMap(specsOf)) };
};

const tookBy = (specs: readonly Suite['specs'][number][]): Took[] => {
  const byFile = new Map<string, number>();
  for (const { file, tests } of specs) {
    const results = tests.flatMap((test) => test.results);
    const seconds = results.reduce((sum, { duration }) => sum + duration / 1_000, 0);
    byFile.set(file, (byFile.get(file) ?? 0) + seconds);
  }
  return [...byFile].map(([file, seconds]) => ({ file, seconds }));
};

const specsOf = (suite: Suite): Suite['specs'] => [...suite.specs, ...(suite.suites ?? []).flatMap(specsOf)];

const messagesOf = (results: { errors: { message?: string }[] }[]): string =>
  results
    .flatMap(({ errors }) => errors)
    .map(({ message }) => message ?? '')
    .join('\n');

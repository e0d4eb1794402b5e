import { describe, expect, it } from 'vitest';
import { resultOf as playwrightResult } from './playwright-suite';
import { countsOf, refuseEmpty } from './suite';
import { resultOf as vitestResult } from './vitest-suite';

const file = (status: 'passed' | 'failed', statuses: string[]) => ({
  name: `${process.cwd()}/a.test.ts`,
  startTime: 1_000,
  endTime: 3_500,
  status,
  message: 'it does not load',
  assertionResults: statuses.map((assertion) => ({
    status: assertion,
    fullName: assertion,
    failureMessages: [],
  })),
});

describe('a Vitest report', () => {
  it('counts what passed, and takes a skipped test or a todo for a failure', () => {
    const result = vitestResult('unit', {
      testResults: [file('passed', ['passed', 'passed', 'skipped', 'todo'])],
    });
    expect(countsOf([result])).toEqual({ passed: 2, failed: 2 });
  });

  it('takes a file that does not load for a failure', () => {
    const result = vitestResult('unit', { testResults: [file('failed', [])] });
    expect(result.failures).toEqual([{ what: 'a.test.ts', why: 'it does not load' }]);
  });

  it('counts a failed test once', () => {
    const result = vitestResult('unit', { testResults: [file('failed', ['passed', 'failed'])] });
    expect(countsOf([result])).toEqual({ passed: 1, failed: 1 });
  });

  it('tells how long each file took', () => {
    const result = vitestResult('unit', { testResults: [file('passed', ['passed'])] });
    expect(result.took).toEqual([{ file: 'a.test.ts', seconds: 2.5 }]);
  });

  it('of no tests is a failure', () => {
    expect(countsOf([refuseEmpty(vitestResult('unit', { testResults: [] }))])).toEqual({
      passed: 0,
      failed: 1,
    });
  });
});

describe('a Playwright report', () => {
  const spec = (status: string) => ({
    title: status,
    file: 'a.e2e.ts',
    tests: [{ status, results: [{ errors: [], duration: 1_500 }] }],
  });
  const suite = (statuses: string[]) => ({ title: '', specs: statuses.map(spec) });

  it('counts nested suites, and takes anything but a plain pass for a failure', () => {
    const suites = [
      { ...suite(['expected']), suites: [suite(['expected', 'unexpected', 'flaky', 'skipped'])] },
    ];
    const result = playwrightResult({ suites, errors: [] });
    expect(countsOf([result])).toEqual({ passed: 2, failed: 3 });
    expect(result.took).toEqual([{ file: 'a.e2e.ts', seconds: 7.5 }]);
  });

  it('takes an error outside every test for a failure', () => {
    const errors = [{ message: 'the configuration does not load' }];
    expect(countsOf([playwrightResult({ suites: [], errors })])).toEqual({ passed: 0, failed: 1 });
  });
});

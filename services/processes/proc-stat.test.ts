import { expect, test } from 'vitest';
import { parseProcStat } from './proc-stat';

test('reads a process whose name holds blanks and parentheses', () => {
  const stat = '42 (a (b) c) S 7 42 42 0 -1 4194304 1 2 3 4 250 50 9 9 20 0 11 0 100 1 1';
  expect(parseProcStat(stat)).toEqual({ state: 'S', parent: 7, cpuTicks: 300, threads: 11, started: '100' });
});

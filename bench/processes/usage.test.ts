import { expect, it } from 'vitest';
import { parseStat } from './usage';

it('reads the parent and the CPU time of a process whose name holds blanks and parentheses', () => {
  const stat = '42 (a (b) c) S 7 42 42 0 -1 4194304 1 2 3 4 250 50 9 9 20 0 11 0 100 1 1';
  expect(parseStat(42, stat)).toEqual({ pid: 42, parent: 7, ticks: 300 });
});

import { expect, it } from 'vitest';
import { readOptions } from './options';

const read = (line: string) => readOptions(line.split(' ').filter(Boolean), ['accept', 'drain', 'soak']);

it('without words everything is measured', () => {
  expect(read('')).toEqual({ command: 'run', isQuick: false, only: [] });
});

it('some measures can be named, and none that there is not', () => {
  expect(read('--quick --only accept,drain')).toMatchObject({ isQuick: true, only: ['accept', 'drain'] });
  expect(() => read('--only fast')).toThrow('There is no measure fast; there are: accept, drain, soak.');
});

it('a long run has minutes', () => {
  expect(read('--soak 10')).toMatchObject({ only: ['soak'], soakMinutes: 10 });
  expect(() => read('--soak ever')).toThrow('--soak ever is not a number above 0.');
});

it('a seed is so many pending and a tenth of them decided, or as many as are named', () => {
  expect(read('seed 10000')).toMatchObject({ command: 'seed', pending: 10_000, decided: 1_000 });
  expect(read('seed 10 --decided 0 --home x')).toMatchObject({ pending: 10, decided: 0, home: 'x' });
  expect(() => read('seed many')).toThrow('seed takes how many shall wait');
});

it('what nobody knows is refused', () => {
  expect(() => read('sed 10')).toThrow('There is no command sed');
  expect(() => read('seed 10 20')).toThrow('Nobody knows what 20 means here');
});

import { expect, it } from 'vitest';
import { slopePercent } from './soak';

const minutes = (count: number, megabytesAt: (minute: number) => number) =>
  Array.from({ length: count }, (_, x) => ({ x, y: megabytesAt(x) }));

it('memory that grows by one in a hundred each ten minutes has a slope of 1 %', () => {
  // 100 MB in the middle of what is looked at, minutes 20 to 100.
  expect(slopePercent(minutes(101, (x) => 100 + (x - 60) * 0.1))).toBeCloseTo(1, 1);
});

it('what grows while a process warms up is not counted', () => {
  expect(slopePercent(minutes(100, (x) => (x < 20 ? 50 + x * 5 : 150)))).toBeCloseTo(0, 5);
});

it('the teeth of the garbage collector are no slope', () => {
  expect(Math.abs(slopePercent(minutes(121, (x) => 100 + (x % 10))))).toBeLessThan(1);
});

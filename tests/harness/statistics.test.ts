import { expect, it } from 'vitest';
import { countEach, fitLine, median, percentile } from './statistics';

it('a percentile takes the nearest rank', () => {
  const values = [50, 15, 40, 20, 35];
  expect([0.05, 0.3, 0.4, 0.5, 1].map((share) => percentile(values, share))).toEqual([15, 20, 20, 35, 50]);
});

it('a percentile is the value itself for one value, and not a number for none', () => {
  expect(percentile([7], 0.99)).toBe(7);
  expect(percentile([], 0.5)).toBeNaN();
});

it('counts how often each value occurs', () => {
  expect([...countEach(['b', 'a', 'b'])]).toEqual([
    ['b', 2],
    ['a', 1],
  ]);
});

it('a median is the middle value, or half-way between the two in the middle', () => {
  expect(median([9, 1, 5])).toBe(5);
  expect(median([4, 1, 3, 2])).toBe(2.5);
  expect(median([])).toBeNaN();
});

it('a line has the slope and the height that its points have', () => {
  const points = [0, 1, 2, 3].map((x) => ({ x, y: 10 + 2 * x }));
  expect(fitLine(points)).toEqual({ slope: 2, intercept: 10 });
});

it('a line goes between points that lie on both sides of it', () => {
  const { slope } = fitLine([
    { x: 0, y: 1 },
    { x: 1, y: -1 },
    { x: 2, y: -1 },
    { x: 3, y: 1 },
  ]);
  expect(slope).toBeCloseTo(0);
});

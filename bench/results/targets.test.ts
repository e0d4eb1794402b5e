import { expect, it } from 'vitest';
import { figureOf } from './figure';
import { floorOf, judge, TARGETS } from './targets';

const figure = (key: string, ...values: number[]) => figureOf({ key, title: key, unit: '/s' }, values);
const RATIO = TARGETS.filter(({ title }) => title === 'accepted/s, A against B');
const LIMIT = TARGETS.filter(({ title }) => title === 'one decision, p99');

it('a ratio is one of medians, and is met from its limit on', () => {
  const figures = [figure('accept.A', 80, 1, 99), figure('accept.B', 100)];
  expect(judge(figures, RATIO)).toMatchObject([{ value: 0.8, isMet: true }]);
});

it('is half reached at half of what is asked, and at twice of what is allowed', () => {
  const half = [figure('accept.A', 40), figure('accept.B', 100), figure('decisions.one.p99', 100)];
  expect(judge(half, [...RATIO, ...LIMIT])).toMatchObject([
    { isMet: false, reached: 0.5 },
    { isMet: false, reached: 0.5 },
  ]);
});

it('may fall to half of the target, or of what was recorded where the target is not met', () => {
  const ofRatio = (value: number) => judge([figure('accept.A', value), figure('accept.B', 100)], RATIO);
  const [quick] = ofRatio(30);
  expect(floorOf(quick!, [])).toBe(0.5);
  expect(floorOf(quick!, ofRatio(160))).toBe(0.5);
  expect(floorOf(quick!, ofRatio(32))).toBeCloseTo(0.2);
});

it('says nothing of what was not measured', () => {
  expect(judge([figure('accept.A', 1)])).toEqual([]);
});

it('a figure has the median and the range of its repeats', () => {
  expect(figure('x', 3, 1, 2.00004)).toMatchObject({ values: [3, 1, 2], median: 2, low: 1, high: 3 });
});

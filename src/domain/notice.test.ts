import { expect, it } from 'vitest';
import { nextAttempt } from './notice';

const created = new Date('2026-03-01T08:00:00Z');
const after = (minutes: number): Date => new Date(created.getTime() + minutes * 60_000);

it.each([
  [1, 5],
  [2, 10],
  [3, 20],
  [7, 240],
  [50, 240],
])('waits longer after each attempt: after %i, %i minutes', (attempts, minutes) => {
  expect(nextAttempt(created, attempts, created)).toEqual(after(minutes));
});

it('gives up after five days', () => {
  expect(nextAttempt(created, 30, after(5 * 24 * 60))).toBeDefined();
  expect(nextAttempt(created, 30, after(5 * 24 * 60 + 1))).toBeUndefined();
});

import { expect, it } from 'vitest';
import { handlingAfter, POISON_REASON } from './poison-policy';

it('a message is tried in its batch twice, then alone, and is a dead letter after five attempts', () => {
  const handled = [0, 1, 2, 3, 4, 5, 6].map(handlingAfter);
  expect(handled).toEqual(['in-batch', 'in-batch', 'alone', 'alone', 'alone', 'dead-letter', 'dead-letter']);
});

it('the reason tells how often it was tried', () => {
  expect(POISON_REASON).toContain('5 times');
});

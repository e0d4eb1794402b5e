import { expect, it } from 'vitest';
import { retryDelayMs } from './event-stream';

it('waits longer after each failure, up to a limit, and never in step with others', () => {
  expect(retryDelayMs(0, 0.5)).toBe(1_000);
  expect(retryDelayMs(3, 0.5)).toBe(8_000);
  expect(retryDelayMs(50, 0.5)).toBe(30_000);
  expect(retryDelayMs(0, 0)).toBe(750);
  expect(retryDelayMs(0, 1)).toBe(1_250);
});

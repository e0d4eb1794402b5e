import { expect, test } from 'vitest';
import { backOff } from './back-off';

test('waits twice as long after each short life, and never more than ten seconds', () => {
  const delays = backOff();
  const waited = Array.from({ length: 8 }, () => delays.nextDelayMs(100));
  expect(waited).toEqual([200, 400, 800, 1_600, 3_200, 6_400, 10_000, 10_000]);
});

test('begins again once the process has lived for thirty seconds', () => {
  const delays = backOff();
  delays.nextDelayMs(0);
  delays.nextDelayMs(0);
  expect(delays.nextDelayMs(29_999)).toBe(800);
  expect(delays.nextDelayMs(30_000)).toBe(200);
});

import { expect, it } from 'vitest';
import { SEEN_MS, wasSeen } from './use-seen';

const seen = { subject: 'Ana', sinceMs: 1_000 };

it.each([
  ['before it was painted', 990, false],
  ['50 ms after it came', 1_050, false],
  ['a moment too early', 1_000 + SEEN_MS - 1, false],
  ['in time', 1_000 + SEEN_MS, true],
])('a press %s', (_, atMs, acts) => {
  expect(wasSeen(seen, 'Ana', atMs)).toBe(acts);
});

it('a press on what was not seen, or has changed, never acts', () => {
  expect(wasSeen(undefined, 'Ana', 9_000)).toBe(false);
  expect(wasSeen(seen, 'Bia', 9_000)).toBe(false);
  expect(wasSeen(seen, undefined, 9_000)).toBe(false);
});

import { expect, it } from 'vitest';
import { maskEmail } from './queue-list';

it.each([
  ['maria@example.org', 'm•••@example.org'],
  ['m@example.org', 'm•••@example.org'],
  ['"a@b"@example.org', '"•••@example.org'],
  ['😀x@example.org', '😀•••@example.org'],
  ['nonsense', '•••'],
])('masks %s as %s', (email, masked) => {
  expect(maskEmail(email)).toBe(masked);
});

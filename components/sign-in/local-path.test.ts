import { expect, it } from 'vitest';
import { localPathOf } from './local-path';

it.each(['/admin', '/admin?id=1', '/a/b?c=d&e=%20f'])('goes on to %s', (path) => {
  expect(localPathOf(path, '/admin')).toBe(path);
});

it.each([
  undefined,
  '',
  'admin',
  'https://evil.example',
  '//evil.example',
  '/\\evil.example',
  '/\t/evil.example',
  '/.//evil.example',
  'javascript:alert(1)',
  'http://localhost.evil.example/',
  'http://[',
])('never leaves this site for %s', (requested) => {
  expect(localPathOf(requested, '/fallback')).toBe('/fallback');
});

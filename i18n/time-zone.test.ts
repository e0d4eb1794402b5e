import { expect, it } from 'vitest';
import { toTimeZone } from './time-zone';

it('keeps a zone that exists and falls back to UTC for anything else', () => {
  expect(toTimeZone('America/Sao_Paulo')).toBe('America/Sao_Paulo');
  expect(toTimeZone('Nowhere/At_All')).toBe('UTC');
  expect(toTimeZone('x'.repeat(1_000))).toBe('UTC');
  expect(toTimeZone(undefined)).toBe('UTC');
});

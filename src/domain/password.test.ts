import { expect, it } from 'vitest';
import { passwordFlaw } from './password';

it.each([
  ['x'.repeat(7), 'too-short'],
  ['x'.repeat(8), undefined],
  ['🔑'.repeat(7), 'too-short'],
  ['🔑'.repeat(8), undefined],
  ['é uma senha longa', undefined],
  ['x'.repeat(128), undefined],
  ['x'.repeat(129), 'too-long'],
  ['twelve and\0more', 'not-text'],
  ['twelve and \ud800', 'not-text'],
  ['', 'too-short'],
])('of %j the flaw is %s', (password, flaw) => {
  expect(passwordFlaw(password)).toBe(flaw);
});

import { expect, it } from 'vitest';
import { passwordFlaw } from './password';

it.each([
  ['x'.repeat(11), 'too-short'],
  ['x'.repeat(12), undefined],
  ['🔑'.repeat(11), 'too-short'],
  ['🔑'.repeat(12), undefined],
  ['é uma senha longa', undefined],
  ['x'.repeat(200), undefined],
  ['x'.repeat(201), 'too-long'],
  ['twelve and\0more', 'not-text'],
  ['twelve and \ud800', 'not-text'],
  ['', 'too-short'],
])('of %j the flaw is %s', (password, flaw) => {
  expect(passwordFlaw(password)).toBe(flaw);
});

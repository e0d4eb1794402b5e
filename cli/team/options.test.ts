import { expect, it } from 'vitest';
import { readOptions, UsageError } from './options';

it.each([
  [[], { action: 'help' }],
  [['--help'], { action: 'help' }],
  [['password', 'ana@example.org'], { action: 'password', email: 'ana@example.org', generate: false }],
  [
    ['password', 'ana@example.org', '--generate'],
    { action: 'password', email: 'ana@example.org', generate: true },
  ],
])('understands %j', (args, options) => {
  expect(readOptions(args)).toEqual(options);
});

it.each([
  [['passwort', 'ana@example.org']],
  [['password']],
  [['password', 'ana@example.org', 'the password itself']],
  [['password', '--password', 'x']],
])('refuses %j with one sentence', (args) => {
  expect(() => readOptions(args)).toThrow(UsageError);
});

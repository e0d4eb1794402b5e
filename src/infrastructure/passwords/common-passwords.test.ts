import { expect, it } from 'vitest';
import { isCommonPassword } from './common-passwords';

it.each(['password1', 'PASSWORD1', 'iloveyou1', '12345678'])('knows %s', async (password) => {
  expect(await isCommonPassword(password)).toBe(true);
});

it.each(['four plain words of mine', 'zK4!vP9$', ''])('does not know %j', async (password) => {
  expect(await isCommonPassword(password)).toBe(false);
});

import { expect, it } from 'vitest';
import { rateLimitSetting } from './rate-limit-setting';

const setting = rateLimitSetting('120/600');

it.each([
  [undefined, { points: 120, seconds: 600 }],
  ['5/60', { points: 5, seconds: 60 }],
  ['0', { points: 0, seconds: 1 }],
])('reads %s', (text, limit) => expect(setting.parse(text)).toEqual(limit));

it.each(['', '5', '5/0', '-1/60', '5/60s', 'off', '5/60/60'])('refuses %j', (text) =>
  expect(setting.safeParse(text).success).toBe(false),
);

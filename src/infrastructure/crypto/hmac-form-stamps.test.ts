import { expect, it } from 'vitest';
import { HmacFormStamps } from './hmac-form-stamps';

const at = new Date('2026-03-02T08:00:00Z');
const stamps = new HmacFormStamps('a secret of the tests');

it('reads its own stamps and no others', () => {
  const stamp = stamps.stamp(at);
  expect(stamps.read(stamp)).toEqual(at);
  const foreign = new HmacFormStamps('another secret').stamp(at);
  for (const text of [foreign, `1${stamp}`, stamp.slice(0, -4), '', '.', 'x'])
    expect(stamps.read(text)).toBeUndefined();
});

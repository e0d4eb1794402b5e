import { describe, expect, it } from 'vitest';
import { toRegistrationId } from '@/src/domain/registration';
import { aRegistrationId } from '@/tests/fakes/samples';
import { HmacRegistrationIds } from './hmac-registration-ids';

const ids = new HmacRegistrationIds('a secret of the tests');
const others = new HmacRegistrationIds('another secret');
const key = { idempotencyKey: 'k1', emailKey: 'ana@example.org' };

describe('ids', () => {
  it('are the same for the same key and address, in every process', () => {
    expect(ids.idFor(key)).toBe(new HmacRegistrationIds('a secret of the tests').idFor(key));
  });

  it('differ by key, by address and by secret', () => {
    const all = [
      ids.idFor(key),
      ids.idFor({ ...key, idempotencyKey: 'k2' }),
      ids.idFor({ ...key, emailKey: 'jo@example.org' }),
      ids.idFor({ idempotencyKey: 'k1ana@', emailKey: 'example.org' }),
      others.idFor(key),
      ids.idFor({ emailKey: key.emailKey }),
      ids.idFor({ emailKey: key.emailKey }),
    ];
    expect(new Set(all).size).toBe(all.length);
    for (const id of all) expect(toRegistrationId(id)).toBe(id);
  });
});

describe('tokens', () => {
  const id = aRegistrationId();
  const acceptedAt = new Date('2026-03-01T12:00:00.123Z');
  const token = ids.tokenFor(id, acceptedAt);

  it('carry the time of acceptance', () => expect(ids.readToken(id, token)).toEqual(acceptedAt));

  it.each([
    ['another id', aRegistrationId(), token],
    ['another secret', id, others.tokenFor(id, acceptedAt)],
    ['another time', id, token.replace(/^[^.]+/, (acceptedAt.getTime() + 1).toString(36))],
    ['a cut token', id, token.slice(0, -1)],
    ['a longer token', id, `${token}A`],
    ['a third part', id, `${token}.`],
    ['nothing', id, ''],
    ['a dot', id, '.'],
  ])('are refused with %s', (_what, given, text) => expect(ids.readToken(given, text)).toBeUndefined());
});

import { describe, expect, it } from 'vitest';
import { toRegistrationId } from '@/src/domain/registration';
import { aRegistrationId } from '@/tests/fakes/samples';
import { HmacRegistrationIds } from './hmac-registration-ids';

const ids = new HmacRegistrationIds('a secret of the tests');
const others = new HmacRegistrationIds('another secret');
const applicant = { name: 'Ana', email: 'ana@example.org', reason: 'I grow tomatoes.' };
const request = { idempotencyKey: 'k1', applicant };

describe('ids', () => {
  it('are the same for the same key, address and words, in every process', () => {
    expect(ids.idFor(request)).toBe(new HmacRegistrationIds('a secret of the tests').idFor(request));
    expect(ids.idFor({ ...request, applicant: { ...applicant, email: ' ANA@example.org' } })).toBe(
      ids.idFor(request),
    );
  });

  it('differ by key, by address, by each word and by secret', () => {
    const idWith = (changes: Partial<typeof applicant>) =>
      ids.idFor({ ...request, applicant: { ...applicant, ...changes } });
    const all = [
      ids.idFor(request),
      ids.idFor({ ...request, idempotencyKey: 'k2' }),
      idWith({ email: 'jo@example.org' }),
      idWith({ name: 'Anna' }),
      idWith({ reason: 'I grow tomatoes!' }),
      idWith({ name: 'AnaI grow', reason: ' tomatoes.' }),
      others.idFor(request),
      ids.idFor({ applicant }),
      ids.idFor({ applicant }),
    ];
    expect(new Set(all).size).toBe(all.length);
    for (const id of all) expect(toRegistrationId(id)).toBe(id);
  });
});

describe('the tag of a key', () => {
  const tagWith = (changes: Partial<typeof applicant>) =>
    ids.keyTagFor({ ...request, applicant: { ...applicant, ...changes } });

  it('is the same whatever the words, and another for another address or key', () => {
    expect(tagWith({ name: 'Anna', reason: 'Other words.', email: 'ANA@example.org' })).toBe(tagWith({}));
    expect(tagWith({ email: 'jo@example.org' })).not.toBe(tagWith({}));
    expect(ids.keyTagFor({ ...request, idempotencyKey: 'k2' })).not.toBe(tagWith({}));
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

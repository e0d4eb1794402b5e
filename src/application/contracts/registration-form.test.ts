import { describe, expect, it } from 'vitest';
import { registrationForm } from './registration-form';
import { LIMITS } from './registration-rules';

const good = { name: 'Ana Lima', email: 'ana@example.org', reason: 'I grow tomatoes.' };
const problemsOf = (form: unknown) => {
  const { error } = registrationForm.safeParse(form);
  return error?.issues.map(({ path, message }) => [path.join('.'), message]);
};

describe('the sign-up form', () => {
  it('takes a name, an address and a reason, and tidies them', () => {
    const typed = { name: '  Jose\u0301 ', email: ' Ana@Example.ORG', reason: ' one\r\ntwo 👩‍🌾 ' };
    expect(registrationForm.parse(typed)).toEqual({
      name: 'José',
      email: 'Ana@example.org',
      reason: 'one\ntwo 👩‍🌾',
    });
  });

  it('takes each field at its limit and refuses one more character', () => {
    expect(problemsOf({ ...good, name: 'n'.repeat(LIMITS.name) })).toBeUndefined();
    expect(problemsOf({ ...good, name: 'n'.repeat(LIMITS.name + 1) })).toEqual([['name', 'too_long']]);
    expect(problemsOf({ ...good, reason: 'r'.repeat(LIMITS.reason) })).toBeUndefined();
    expect(problemsOf({ ...good, reason: 'r'.repeat(LIMITS.reason + 1) })).toEqual([['reason', 'too_long']]);
  });

  it('counts characters, and not what they take', () => {
    expect(problemsOf({ ...good, name: '𠮷'.repeat(LIMITS.name) })).toBeUndefined();
    expect(problemsOf({ ...good, name: '𠮷'.repeat(LIMITS.name + 1) })).toEqual([['name', 'too_long']]);
    expect(problemsOf({ ...good, reason: '🙂'.repeat(LIMITS.reason) })).toBeUndefined();
    expect(problemsOf({ ...good, reason: 'e\u0301'.repeat(LIMITS.reason) })).toBeUndefined();
    expect(problemsOf({ ...good, reason: '\u0958'.repeat(LIMITS.reason) })).toEqual([['reason', 'too_long']]);
  });

  it.each([
    ['in the Latin alphabet', 'n', 'r'],
    ['in Cyrillic', 'я', 'я'],
    ['beyond the first plane', '𠮷', '🙂'],
  ])('fits into a body at its longest, %s, with every character escaped', (_what, name, reason) => {
    const label = '\u00fc'.repeat(20);
    const longest = {
      name: name.repeat(LIMITS.name),
      email: `${'a'.repeat(64)}@${label}.${label}.${label}.${label}.${label}.org`,
      reason: reason.repeat(LIMITS.reason),
    };
    expect(problemsOf(longest)).toBeUndefined();
    expect(
      problemsOf({
        ...longest,
        email: `${'a'.repeat(62)}@${'b'.repeat(61)}.${'c'.repeat(61)}.${'d'.repeat(63)}.ee`,
      }),
    ).toBeUndefined();
    const body = JSON.stringify(longest).replace(/[^"{}:,]/gu, (character) =>
      [...Array(character.length).keys()]
        .map((index) => `\\u${character.charCodeAt(index).toString(16).padStart(4, '0')}`)
        .join(''),
    );
    expect(JSON.parse(body)).toEqual(longest);
    expect(Buffer.byteLength(body)).toBeLessThan(LIMITS.bodyBytes - 2_000);
  });

  it.each([
    ['a control', 'A\u0007na'],
    ['a line break', 'Ana\nLima'],
    ['a bidi override', 'Ana\u202eamiL'],
    ['a bidi isolate', 'Ana\u2066'],
    ['a zero-width space', 'A\u200bna'],
    ['a zero-width joiner', 'A\u200dna'],
    ['a byte order mark', 'A\ufeffna'],
    ['half a surrogate pair', 'Ana\ud83d'],
  ])('refuses a name with %s', (_what, name) =>
    expect(problemsOf({ ...good, name })).toEqual([['name', 'invalid_characters']]),
  );

  it.each(['', '   '])('refuses an empty name: "%s"', (name) =>
    expect(problemsOf({ ...good, name })).toEqual([['name', 'required']]),
  );

  it.each([
    'ana',
    'ana@',
    '@example.org',
    'ana@@example.org',
    'ana@example',
    'ana @example.org',
    'ana@example.org/x',
  ])('refuses the address %s', (email) =>
    expect(problemsOf({ ...good, email })).toEqual([['email', 'invalid_email']]),
  );

  it('refuses a reason with a NUL', () =>
    expect(problemsOf({ ...good, reason: 'a\u0000b' })).toEqual([['reason', 'invalid_characters']]));

  it.each([[null], ['text'], [[]], [5]])('refuses what is no object: %s', (body) =>
    expect(problemsOf(body)).toHaveLength(1),
  );

  it('refuses missing, extra and wrongly typed fields', () => {
    expect(problemsOf({ name: 'Ana' })).toHaveLength(2);
    expect(problemsOf({ ...good, role: 'admin' })).toHaveLength(1);
    expect(problemsOf({ ...good, name: { $ne: '' } })).toHaveLength(1);
  });
});

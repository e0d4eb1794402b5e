import { describe, expect, it } from 'vitest';
import { emailKeyOf, findEmailFault, normaliseEmail, tidyEmail } from './email';

describe('an e-mail address', () => {
  it.each([
    ['  Ana@Example.ORG ', 'Ana@example.org'],
    ['ana@exämple.org', 'ana@xn--exmple-cua.org'],
    ['ana@EXÄMPLE.org', 'ana@xn--exmple-cua.org'],
    ['"a@b"@example.org', '"a@b"@example.org'],
  ])('%s is kept as %s', (typed, kept) => expect(normaliseEmail(typed)).toBe(kept));

  it.each(['ana', '@example.org', 'ana@exa mple.org', 'ana@example.org/x', 'ana@example.org:80'])(
    '%s is left for the form to refuse',
    (typed) => expect(normaliseEmail(typed)).toBe(typed),
  );

  it('is compared without case and in one Unicode form', () => {
    expect(emailKeyOf('ANA@Example.org')).toBe(emailKeyOf('ana@example.ORG'));
    expect(emailKeyOf('jose\u0301@example.org')).toBe(emailKeyOf('josé@example.org'));
  });

  // Keys stand in Postgres and Redis: an address that was taken before must meet itself there.
  it.each([
    ['Ana.Lima+club@Example.ORG', 'ana.lima+club@example.org'],
    [' ana_b-c@Exemplo.com.br ', 'ana_b-c@exemplo.com.br'],
    ["O'Brien@example.org", "o'brien@example.org"],
    ['ANA@EXÄMPLE.org', 'ana@xn--exmple-cua.org'],
    ['ana@faß.de', 'ana@xn--fa-hia.de'],
    ['ana@xn--EXMPLE-cua.org', 'ana@xn--exmple-cua.org'],
    ['ana@ex\u00adample.org', 'ana@example.org'],
    ['ana@ｅｘａｍｐｌｅ.org', 'ana@example.org'],
    ['ana@exa\u0308mple。org', 'ana@xn--exmple-cua.org'],
    ['\ufeffana@example.org', 'ana@example.org'],
    ['ana@example-.org', 'ana@example-.org'],
  ])('%s has the key it always had', (typed, key) => {
    expect(emailKeyOf(typed)).toBe(key);
    expect(emailKeyOf(tidyEmail(typed))).toBe(key);
  });
});

// A page has no tables of IDNA, and knows these all the same.
it.each([
  'ana@-example.org',
  'ana@example-.org',
  'ana@ex--ample.org',
  'ana@exam_ple.org',
  `ana@${'a'.repeat(64)}.org`,
  `ana@${`${'a'.repeat(62)}.`.repeat(4)}org`,
  'ana@example',
  'ana@192.0.2.7',
])('the fault of %s is its domain', (email) => expect(findEmailFault(email)).toBe('domain'));

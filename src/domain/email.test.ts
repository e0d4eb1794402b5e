import { describe, expect, it } from 'vitest';
import { emailKeyOf, normaliseEmail } from './email';

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
});

import { describe, expect, it } from 'vitest';
import { checkValues, toFieldErrors } from './field-errors';

const good = { name: 'Ana', email: 'ana@example.org', reason: 'To learn' };

describe('checkValues', () => {
  it('answers the form as it will be sent', () => {
    expect(checkValues({ ...good, name: '  Ana ' })).toEqual({ form: good });
  });

  it('answers one sentence for each field that is wrong', () => {
    expect(checkValues({ name: ' ', email: 'ana', reason: 'x'.repeat(2_001) })).toMatchObject({
      errors: {
        name: { sentence: 'required' },
        email: { sentence: 'invalid_email' },
        reason: { sentence: 'too_long' },
      },
    });
  });

  it('answers where a character is that cannot be taken, and of what kind', () => {
    expect(checkValues({ ...good, name: 'A\u202ena' })).toEqual({
      errors: {
        name: {
          sentence: 'invalid_characters',
          values: { position: 2, kind: 'direction', codePoint: 'U+202E' },
        },
      },
    });
  });

  it('answers which part of an address is wrong', () => {
    const sentenceOf = (email: string) => {
      const checked = checkValues({ ...good, email });
      return 'errors' in checked && checked.errors.email?.sentence;
    };
    expect(sentenceOf('ana lima@example.org')).toBe('local_part');
    expect(sentenceOf('ana@example-.org')).toBe('domain');
  });
});

describe('toFieldErrors', () => {
  it('keeps the first code of a field and generalises codes it has no sentence for', () => {
    const issues = [
      { field: 'email', code: 'too_long' },
      { field: 'email', code: 'required' },
      { field: 'name', code: 'something_new' },
      { field: 'elsewhere', code: 'required' },
    ];
    expect(toFieldErrors(issues)).toMatchObject({
      email: { sentence: 'too_long' },
      name: { sentence: 'invalid' },
    });
  });
});

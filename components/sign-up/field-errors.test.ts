import { describe, expect, it } from 'vitest';
import { checkValues, toFieldErrors } from './field-errors';

const good = { name: 'Ana', email: 'ana@example.org', reason: 'To learn' };

describe('checkValues', () => {
  it('answers the form as it will be sent', () => {
    expect(checkValues({ ...good, name: '  Ana ' })).toEqual({ form: good });
  });

  it('answers one code for each field that is wrong', () => {
    expect(checkValues({ name: ' ', email: 'ana', reason: 'x'.repeat(2_001) })).toEqual({
      errors: { name: 'required', email: 'invalid_email', reason: 'too_long' },
    });
    expect(checkValues({ ...good, name: 'A\u202ena' })).toEqual({ errors: { name: 'invalid_characters' } });
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
    expect(toFieldErrors(issues)).toEqual({ email: 'too_long', name: 'invalid' });
  });
});

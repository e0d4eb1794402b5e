import { registrationForm, type RegistrationForm } from '@/src/application/contracts/registration-form';
import type { SignUpField, SignUpValues } from './draft';

export const FIELDS: readonly SignUpField[] = ['name', 'email', 'reason'];

type Code = 'required' | 'too_long' | 'invalid';
type CodesOf = {
  name: Code | 'invalid_characters';
  email: Code | 'invalid_email';
  reason: Code | 'invalid_characters';
};

/** At most one code for each field; every code has its sentence in the messages. */
export type FieldErrors = { [Field in SignUpField]?: CodesOf[Field] };

type Checked = { form: RegistrationForm } | { errors: FieldErrors };

/** Checks what was typed by the same contract as the API. */
export const checkValues = (values: SignUpValues): Checked => {
  const parsed = registrationForm.safeParse(values);
  if (parsed.success) return { form: parsed.data };
  const issues = parsed.error.issues.map(({ path, message }) => ({
    field: String(path[0]),
    code: message,
  }));
  return { errors: toFieldErrors(issues) };
};

/** Keeps the first code of each field, or `invalid` instead of one that has no sentence of its own. */
export const toFieldErrors = (issues: readonly { field: string; code: string }[]): FieldErrors => {
  const codeOf = (field: SignUpField) => issues.find((issue) => issue.field === field)?.code;
  return {
    ...known('name', ['required', 'too_long', 'invalid_characters'], codeOf('name')),
    ...known('email', ['required', 'too_long', 'invalid_email'], codeOf('email')),
    ...known('reason', ['required', 'too_long', 'invalid_characters'], codeOf('reason')),
  };
};

const known = <Field extends SignUpField>(
  field: Field,
  codes: readonly CodesOf[Field][],
  code: string | undefined,
): FieldErrors => (code === undefined ? {} : { [field]: codes.find((known) => known === code) ?? 'invalid' });

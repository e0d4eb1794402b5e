import type { RegistrationForm } from '@/src/application/contracts/registration-form';
import { REGISTRATION_RULES } from '@/src/application/contracts/registration-rules';
import type { TextFault } from '@/src/application/contracts/text-rule';
import { FIELDS, type SignUpField, type SignUpValues } from './draft';

/** The faults that have a sentence in the messages of every field; an address has some of its own. */
const SENTENCES = [
  'required',
  'too_long',
  'nothing_to_read',
  'invalid_characters',
  'too_many_marks',
  'invalid',
] as const;
const EMAIL_SENTENCES = [
  ...SENTENCES,
  'invalid_email',
  'local_part',
  'local_part_too_long',
  'domain',
] as const;

/** A sentence and what it says: where the character is, and which one it is. */
type FieldFault<Sentence = (typeof SENTENCES)[number]> = {
  sentence: Sentence;
  values: { position: number; kind: string; codePoint: string };
};

/** At most one fault for each field. */
export type FieldErrors = {
  name?: FieldFault;
  email?: FieldFault<(typeof EMAIL_SENTENCES)[number]>;
  reason?: FieldFault;
};

type Checked = { form: RegistrationForm } | { errors: FieldErrors };

/** Checks what was typed by the same rules as the API. */
export const checkValues = (values: SignUpValues): Checked => {
  const { name, email, reason } = REGISTRATION_RULES;
  const form = {
    name: name.tidy(values.name),
    email: email.tidy(values.email),
    reason: reason.tidy(values.reason),
  };
  const faults = FIELDS.flatMap((field) => {
    const fault = REGISTRATION_RULES[field].findFault(form[field]);
    return fault ? [{ field, ...fault }] : [];
  });
  return faults.length === 0 ? { form } : { errors: toFieldErrors(faults) };
};

/** Keeps the first fault of each field, and says `invalid` of one that has no sentence of its own. */
export const toFieldErrors = (faults: readonly (TextFault & { field: string })[]): FieldErrors => {
  const faultIn = (field: SignUpField) => faults.find((fault) => fault.field === field);
  const [name, email, reason] = [faultIn('name'), faultIn('email'), faultIn('reason')];
  return {
    ...(name && { name: told(name, SENTENCES) }),
    ...(email && { email: told(email, EMAIL_SENTENCES) }),
    ...(reason && { reason: told(reason, SENTENCES) }),
  };
};

const told = <Sentence extends string>(
  { code, kind = '', position = 0, codePoint = '' }: TextFault,
  sentences: readonly Sentence[],
): FieldFault<Sentence | 'invalid'> => {
  const sentence = sentences.find((known) => known === kind) ?? sentences.find((known) => known === code);
  return { sentence: sentence ?? 'invalid', values: { position, kind, codePoint } };
};

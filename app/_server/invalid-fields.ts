import 'server-only';
import type { z } from 'zod';
import type { FieldError } from '@/src/application/contracts/problem';
import { faultOf } from '@/src/application/contracts/text-field';
import type { TextFault } from '@/src/application/contracts/text-rule';
import { problem } from './respond';

/** Names each field that was refused, with a code that pages translate and a sentence that says where to look. */
export const invalidFields = (error: z.ZodError): Response => {
  const errors = error.issues.flatMap(toFieldErrors);
  const fields = errors.map(({ field }) => field).join(', ');
  return problem({
    status: 422,
    title: 'Some fields are not valid',
    detail: `Please look at: ${fields}.`,
    errors,
  });
};

const DETAILS: Record<string, string> = {
  required: 'must not be empty',
  too_long: 'is too long',
  nothing_to_read: 'holds nothing that can be read',
  must_be_empty: 'must be empty; people do not see it',
  unknown_field: 'is not a field of this request',
  too_many: 'holds more than may be asked for at once',
  invalid_id: 'is not an id of a registration',
};

const CHARACTERS: Record<string, string> = {
  line: 'a line break or a tab',
  control: 'a control character',
  direction: 'a direction mark, which cannot be seen',
  invisible: 'an invisible character',
  broken: 'half of a character',
};

const EMAIL_FAULTS: Record<string, string> = {
  local_part: 'is not an e-mail address: look at the part before the @',
  local_part_too_long: 'is not an e-mail address: the part before the @ may have 64 bytes in UTF-8',
  domain: 'is not an e-mail address: the part after the @ is no domain name',
};

const toFieldErrors = (issue: z.core.$ZodIssue): FieldError[] => {
  if (issue.code === 'unrecognized_keys') {
    const detailOf = (field: string) => `${field} ${DETAILS.unknown_field}`;
    return issue.keys.map((field) => ({ field, code: 'unknown_field', detail: detailOf(field) }));
  }
  const field = issue.path.join('.') || 'body';
  const missing = issue.code === 'invalid_type' && issue.input === undefined;
  const fault = missing ? { code: 'required' } : faultOf(issue);
  const detail = detailOf(fault);
  return [
    { field, ...fault, code: detail ? fault.code : 'invalid', detail: `${field} ${detail ?? issue.message}` },
  ];
};

const detailOf = ({ code, kind = '', position = 0, codePoint }: TextFault): string | undefined => {
  if (code === 'invalid_characters') {
    return `cannot be taken: the ${ordinal(position)} character is ${CHARACTERS[kind]} (${codePoint})`;
  }
  if (code === 'too_many_marks') return `has too many marks on the ${ordinal(position)} character`;
  if (code === 'invalid_email') return EMAIL_FAULTS[kind] ?? 'is not an e-mail address';
  return DETAILS[code];
};

const ORDINALS = new Intl.PluralRules('en', { type: 'ordinal' });
const SUFFIXES: Partial<Record<Intl.LDMLPluralRule, string>> = { one: 'st', two: 'nd', few: 'rd' };

const ordinal = (position: number): string => `${position}${SUFFIXES[ORDINALS.select(position)] ?? 'th'}`;

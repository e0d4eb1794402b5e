import { useRef, useState } from 'react';
import { submitRegistration } from '../api/registrations';
import { Unreachable } from '../api/request';
import { acceptedDraft, type SignUpField } from './draft';
import { checkValues, toFieldErrors, type FieldErrors } from './field-errors';
import { currentDraft, saveDraft } from './use-draft';

// Without a Retry-After there is no reason to make anybody wait.
const NO_WAIT_S = 0;
const LONGEST_WAIT_S = 60;

export type Sending =
  { kind: 'idle' } | { kind: 'sending' } | { kind: 'unavailable'; failures: number; retryAfterS: number };

/** The life of the form: typing, checking, sending, and trying again with the same key. */
export const useSignUp = () => {
  const [sending, setSending] = useState<Sending>({ kind: 'idle' });
  const [errors, setErrors] = useState<FieldErrors>({});
  const failures = useRef(0);

  const send = async (): Promise<FieldErrors> => {
    const draft = currentDraft();
    const checked = checkValues(draft.values);
    if ('errors' in checked) {
      setErrors(checked.errors);
      return checked.errors;
    }
    setSending({ kind: 'sending' });
    try {
      const submitted = await submitRegistration(checked.form, draft.idempotencyKey);
      setSending({ kind: 'idle' });
      const refused = submitted.kind === 'refused' ? toFieldErrors(submitted.errors) : {};
      setErrors(refused);
      if (submitted.kind === 'accepted') saveDraft(acceptedDraft(draft, submitted.accepted));
      return refused;
    } catch (error) {
      failures.current += 1;
      setSending({ kind: 'unavailable', failures: failures.current, retryAfterS: waitOf(error) });
      return {};
    }
  };

  return { sending, errors, send, ...typing(setErrors) };
};

const typing = (setErrors: (change: (errors: FieldErrors) => FieldErrors) => void) => ({
  /** Keeps what is typed, and takes a complaint back as soon as it no longer holds. */
  type: (field: SignUpField, text: string) => {
    const draft = currentDraft();
    const values = { ...draft.values, [field]: text };
    saveDraft({ ...draft, values });
    setErrors((errors) => (errors[field] ? withError(errors, field, complaintOf(values, field)) : errors));
  },
  /** Complains on leaving a field, but never about one that was left empty on the way. */
  leave: (field: SignUpField) => {
    const { values } = currentDraft();
    if (values[field]) setErrors((errors) => withError(errors, field, complaintOf(values, field)));
  },
});

const complaintOf = (values: Parameters<typeof checkValues>[0], field: SignUpField): FieldErrors => {
  const checked = checkValues(values);
  return 'errors' in checked ? { [field]: checked.errors[field] } : {};
};

const withError = (errors: FieldErrors, field: SignUpField, complaint: FieldErrors): FieldErrors => ({
  ...errors,
  [field]: undefined,
  ...complaint,
});

const waitOf = (error: unknown): number => {
  if (!(error instanceof Unreachable)) throw error;
  return Math.min(error.retryAfterS ?? NO_WAIT_S, LONGEST_WAIT_S);
};

import { useRef, useState } from 'react';
import { Unreachable } from '../api/http';
import { submitRegistration } from '../api/registrations';
import { acceptedDraft, currentDraft, saveDraft, type SignUpField } from './draft';
import { checkValues, toFieldErrors, type FieldErrors } from './field-errors';

// Without a Retry-After there is no reason to make anybody wait.
const NO_WAIT_S = 0;
const LONGEST_WAIT_S = 60;

export type Sending =
  { kind: 'idle' } | { kind: 'sending' } | { kind: 'unavailable'; failures: number; retryAfterS: number };

/** The state of the form: its errors, and whether it is being sent. Sending again uses the same key. */
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
      const invalid = submitted.kind === 'invalid' ? toFieldErrors(submitted.errors) : {};
      setErrors(invalid);
      if (submitted.kind === 'accepted') saveDraft(acceptedDraft(draft, submitted.accepted));
      return invalid;
    } catch (error) {
      failures.current += 1;
      setSending({ kind: 'unavailable', failures: failures.current, retryAfterS: waitSOf(error) });
      return {};
    }
  };

  return { sending, errors, send, ...fieldHandlers(setErrors) };
};

const fieldHandlers = (setErrors: (change: (errors: FieldErrors) => FieldErrors) => void) => ({
  /** Keeps what is typed, and removes or changes the field's error as soon as it no longer holds. */
  change: (field: SignUpField, text: string) => {
    const draft = currentDraft();
    const values = { ...draft.values, [field]: text };
    saveDraft({ ...draft, values });
    setErrors((errors) => (errors[field] ? withError(errors, field, errorOf(values, field)) : errors));
  },
  /** Checks a field when it is left, but not one that was left empty. */
  blur: (field: SignUpField) => {
    const { values } = currentDraft();
    if (values[field]) setErrors((errors) => withError(errors, field, errorOf(values, field)));
  },
});

const errorOf = (values: Parameters<typeof checkValues>[0], field: SignUpField): FieldErrors => {
  const checked = checkValues(values);
  return 'errors' in checked ? { [field]: checked.errors[field] } : {};
};

const withError = (errors: FieldErrors, field: SignUpField, error: FieldErrors): FieldErrors => ({
  ...errors,
  [field]: undefined,
  ...error,
});

const waitSOf = (error: unknown): number => {
  if (!(error instanceof Unreachable)) throw error;
  return Math.min(error.retryAfterS ?? NO_WAIT_S, LONGEST_WAIT_S);
};

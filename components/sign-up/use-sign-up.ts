import { useLocale } from 'next-intl';
import { useState } from 'react';
import type { RegistrationForm } from '@/src/application/contracts/registration-form';
import { Unreachable } from '../api/http';
import type { Submitted } from '../api/registrations';
import { acceptedDraft, currentDraft, draftToSend, saveDraft, withNewKey, type SignUpField } from './draft';
import { checkValues, toFieldErrors, type FieldErrors } from './field-errors';
import { sendSignUp } from './send-sign-up';

// Without a Retry-After there is no reason to make anybody wait.
const NO_WAIT_S = 0;
const LONGEST_WAIT_S = 60;

/** Why a sign-up was not accepted, by the message that says so. */
type Why = 'unavailable' | 'rateLimited' | 'closed' | 'trapped';

/** `retryAtMs`: from when on it may be sent again, by `performance.now`. */
export type Sending =
  | { kind: 'idle' }
  | { kind: 'sending' }
  | { kind: 'proving' }
  | { kind: 'refused'; why: Why; retryAtMs: number };

/** Whether it is being sent, or the server has asked to wait and that time is not over. */
export const isUnderway = (sending: Sending): boolean => {
  if (sending.kind === 'refused') return performance.now() < sending.retryAtMs;
  return sending.kind !== 'idle';
};

/** The state of the form: its errors, and whether it is being sent. Sending the same words again uses the same key. */
export const useSignUp = (stamp: string) => {
  const language = useLocale();
  const [sending, setSending] = useState<Sending>({ kind: 'idle' });
  const [errors, setErrors] = useState<FieldErrors>({});

  const refuse = (why: Why, retryAfterS: number): void =>
    setSending({ kind: 'refused', why, retryAtMs: performance.now() + retryAfterS * 1_000 });

  const send = async (website: string): Promise<FieldErrors> => {
    const checked = checkValues(currentDraft().values);
    if ('errors' in checked) {
      setErrors(checked.errors);
      return checked.errors;
    }
    setSending({ kind: 'sending' });
    try {
      const { form } = checked;
      const onProving = () => setSending({ kind: 'proving' });
      const submitted = await sendUnderItsKey(form, (idempotencyKey) =>
        sendSignUp({ form, idempotencyKey, extras: { website, stamp, language }, onProving }),
      );
      const invalid = submitted.kind === 'invalid' ? toFieldErrors(submitted.errors) : {};
      setErrors(invalid);
      if (submitted.kind === 'refused') refuse(WHY[submitted.code], submitted.retryAfterS);
      else if (isTrapped(submitted)) refuse('trapped', NO_WAIT_S);
      else setSending({ kind: 'idle' });
      if (submitted.kind === 'accepted') saveDraft(acceptedDraft(currentDraft(), submitted.accepted));
      return invalid;
    } catch (error) {
      refuse('unavailable', waitSOf(error));
      return {};
    }
  };

  return { sending, errors, send, ...fieldHandlers(setErrors) };
};

const WHY = {
  rate_limited: 'rateLimited',
  backlog_full: 'closed',
  too_fast: 'unavailable',
  proof_required: 'unavailable',
} as const;

const isTrapped = (submitted: Submitted): boolean =>
  submitted.kind === 'invalid' && submitted.errors.some(({ field }) => field === 'website');

/** The draft is kept before it goes out, so that a reload in between does not forget what its key was used for. */
const sendUnderItsKey = async (
  form: RegistrationForm,
  send: (idempotencyKey: string) => Promise<Submitted>,
): Promise<Submitted> => {
  saveDraft(draftToSend(currentDraft(), form));
  const submitted = await send(currentDraft().idempotencyKey);
  if (submitted.kind !== 'key-reused') return submitted;
  // A tab that was duplicated has the key of its original, which has sent other words with it.
  saveDraft(withNewKey(currentDraft()));
  return send(currentDraft().idempotencyKey);
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

import { useTranslations } from 'next-intl';
import { useRef, type SubmitEvent } from 'react';
import { LIMITS } from '@/src/application/contracts/registration-form';
import { Button } from '../ui/button';
import { TextArea, TextField } from '../ui/field';
import type { SignUpField, SignUpValues } from './draft';
import { FIELDS } from './field-errors';
import { ReasonHint } from './reason-hint';
import { Unavailable } from './unavailable';
import { useSignUp } from './use-sign-up';

type SignUpFormProps = { values: SignUpValues; idempotencyKey: string };

/** The form itself. Its key is made once, so that a double click or a second try is still one sign-up. */
export const SignUpForm = ({ values, idempotencyKey }: SignUpFormProps) => {
  const t = useTranslations('signUp');
  const form = useRef<HTMLFormElement>(null);
  const { sending, errors, send, type, leave } = useSignUp();
  const busy = sending.kind === 'sending';

  const submit = async (event: SubmitEvent<HTMLFormElement>) => {
    event.preventDefault();
    if (busy) return;
    const refused = await send();
    const first = FIELDS.find((field) => refused[field]);
    if (first) form.current?.querySelector<HTMLElement>(`[name="${first}"]`)?.focus();
  };
  const field = (name: SignUpField) => ({
    id: `sign-up-${name}`,
    name,
    value: values[name],
    label: t(name),
    required: true,
    onChange: (event: { target: { value: string } }) => type(name, event.target.value),
    onBlur: () => leave(name),
  });
  const { name, email, reason } = errors;
  // Should it be sent before React is awake, POST keeps what was typed out of the address and the logs.
  return (
    <form ref={form} method="post" onSubmit={submit} noValidate className="grid gap-5">
      <input type="hidden" name="idempotencyKey" value={idempotencyKey} />
      <TextField {...field('name')} autoComplete="name" error={name && t(`errors.name.${name}`)} />
      <TextField
        {...field('email')}
        type="email"
        inputMode="email"
        autoComplete="email"
        autoCapitalize="none"
        spellCheck={false}
        error={email && t(`errors.email.${email}`)}
      />
      <TextArea
        {...field('reason')}
        error={reason && t(`errors.reason.${reason}`)}
        hint={<ReasonHint used={values.reason.length} limit={LIMITS.reason} />}
      />
      {sending.kind === 'unavailable' ? (
        <Unavailable key={sending.failures} retryAfterS={sending.retryAfterS} />
      ) : (
        <Button type="submit" tone="primary" busy={busy}>
          {busy ? t('sending') : t('send')}
        </Button>
      )}
    </form>
  );
};

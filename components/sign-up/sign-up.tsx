'use client';

import clsx from 'clsx';
import { RotateCw } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { useEffect, useRef, useState, type SubmitEvent } from 'react';
import { LIMITS } from '@/src/application/contracts/registration-form';
import { lengthOf } from '@/src/domain/tidy-text';
import { Button } from '../ui/button';
import { TextArea, TextField } from '../ui/field';
import { Notice } from '../ui/notice';
import { startNewDraft, useDraft, type SignUpField, type SignUpValues } from './draft';
import { FIELDS } from './field-errors';
import { SignUpDone } from './sign-up-done';
import { useSignUp } from './use-sign-up';

/** The sign-up: a form until it is accepted, then its confirmation; both outlive a reload of the tab. */
export const SignUp = () => {
  const t = useTranslations('signUp');
  const { values, idempotencyKey, accepted } = useDraft();
  return (
    <section
      aria-label={t('heading')}
      className="rounded-2xl border border-line bg-surface p-5 shadow-card sm:p-7"
    >
      {accepted ? (
        <SignUpDone statusUrl={accepted.statusUrl} onAnother={startNewDraft} />
      ) : (
        <SignUpForm values={values} idempotencyKey={idempotencyKey} />
      )}
    </section>
  );
};

type SignUpFormProps = { values: SignUpValues; idempotencyKey: string };

/** The form itself. Its key is made once, so that a double click or a second try is still one sign-up. */
const SignUpForm = ({ values, idempotencyKey }: SignUpFormProps) => {
  const t = useTranslations('signUp');
  const form = useRef<HTMLFormElement>(null);
  const { sending, errors, send, change, blur } = useSignUp();
  const busy = sending.kind === 'sending';

  const submit = async (event: SubmitEvent<HTMLFormElement>) => {
    event.preventDefault();
    if (busy) return;
    const invalid = await send();
    const first = FIELDS.find((field) => invalid[field]);
    if (first) form.current?.querySelector<HTMLElement>(`[name="${first}"]`)?.focus();
  };
  const field = (name: SignUpField) => ({
    id: `sign-up-${name}`,
    name,
    value: values[name],
    label: t(name),
    required: true,
    onChange: (event: { target: { value: string } }) => change(name, event.target.value),
    onBlur: () => blur(name),
  });
  const { name, email, reason } = errors;
  // Should it be sent before React has loaded, POST keeps what was typed out of the address and the logs.
  return (
    <form ref={form} method="post" onSubmit={submit} noValidate className="grid gap-5">
      <input type="hidden" name="idempotencyKey" value={idempotencyKey} />
      <TextField
        {...field('name')}
        autoComplete="name"
        error={name && t(`errors.name.${name.sentence}`, name.values)}
      />
      <TextField
        {...field('email')}
        type="email"
        inputMode="email"
        autoComplete="email"
        autoCapitalize="none"
        spellCheck={false}
        error={email && t(`errors.email.${email.sentence}`, email.values)}
      />
      <TextArea
        {...field('reason')}
        error={reason && t(`errors.reason.${reason.sentence}`, reason.values)}
        hint={<ReasonHint used={lengthOf(values.reason.normalize('NFC'))} limit={LIMITS.reason} />}
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

/** What to write, and near the limit how much of it is left. */
const ReasonHint = ({ used, limit }: { used: number; limit: number }) => {
  const t = useTranslations('signUp');
  return (
    <div className="flex flex-wrap justify-between gap-x-4">
      <span>{t('reasonHint')}</span>
      {used > limit * 0.8 && (
        <span className={clsx('tabular-nums', used > limit && 'font-medium text-no')}>
          {t('counter', { used, limit })}
        </span>
      )}
    </div>
  );
};

/** Says that the sign-up was not accepted and offers to send the same one again, by hand, after the server's wait. */
const Unavailable = ({ retryAfterS }: { retryAfterS: number }) => {
  const t = useTranslations('signUp');
  const leftS = useCountdown(retryAfterS);
  return (
    <div className="grid animate-settle gap-4">
      <Notice tone="waiting" role="alert">
        {t('unavailable')}
      </Notice>
      <Button
        type="submit"
        tone="primary"
        disabled={leftS > 0}
        icon={<RotateCw aria-hidden className="size-4" />}
      >
        <span className="tabular-nums">
          {leftS > 0 ? t('tryAgainIn', { seconds: leftS }) : t('tryAgain')}
        </span>
      </Button>
    </div>
  );
};

/** Whole seconds left of a wait that begins when the component is mounted; 0 once it is over. */
const useCountdown = (seconds: number): number => {
  const [leftS, setLeftS] = useState(seconds);
  useEffect(() => {
    const endsAtMs = performance.now() + seconds * 1_000;
    const timer = setInterval(() => {
      const left = Math.max(0, Math.ceil((endsAtMs - performance.now()) / 1_000));
      setLeftS(left);
      if (left === 0) clearInterval(timer);
    }, 250);
    return () => clearInterval(timer);
  }, [seconds]);
  return leftS;
};

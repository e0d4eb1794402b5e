import clsx from 'clsx';
import { useTranslations } from 'next-intl';
import { useRef, type SubmitEvent } from 'react';
import { LIMITS } from '@/src/application/contracts/registration-rules';
import { lengthOf } from '@/src/domain/tidy-text';
import { TextArea, TextField } from '../ui/field';
import { Notice } from '../ui/notice';
import { FIELDS, startNewDraft, useDraft, type SignUpField, type SignUpValues } from './draft';
import { SendButton } from './send-button';
import { SignUpDone } from './sign-up-done';
import { isUnderway, useSignUp } from './use-sign-up';

export type SignUpProps = {
  /** Tells the server when the form was shown. */
  stamp: string;
  /** False while so many wait for a reviewer that no more are taken. */
  open: boolean;
};

/** The sign-up: a form until it is accepted, then its confirmation; both outlive a reload of the tab. */
export const SignUp = ({ stamp, open }: SignUpProps) => {
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
        <>
          {!open && (
            <div className="mb-5">
              <Notice tone="waiting">{t('closed')}</Notice>
            </div>
          )}
          <SignUpForm values={values} idempotencyKey={idempotencyKey} stamp={stamp} />
        </>
      )}
    </section>
  );
};

type SignUpFormProps = { values: SignUpValues; idempotencyKey: string; stamp: string };

/** The form itself. A double click or a second try with the same words is still one sign-up. */
const SignUpForm = ({ values, idempotencyKey, stamp }: SignUpFormProps) => {
  const t = useTranslations('signUp');
  const form = useRef<HTMLFormElement>(null);
  const { sending, errors, send, change, blur } = useSignUp(stamp);

  const submit = async (event: SubmitEvent<HTMLFormElement>) => {
    event.preventDefault();
    if (isUnderway(sending)) return;
    const trap = form.current?.elements.namedItem('website');
    const invalid = await send(trap instanceof HTMLInputElement ? trap.value : '');
    if (trap instanceof HTMLInputElement) trap.value = '';
    const first = FIELDS.find((field) => invalid[field]);
    if (first) form.current?.querySelector<HTMLElement>(`[name="${first}"]`)?.focus();
  };
  const field = (name: SignUpField) => ({
    id: `sign-up-${name}`,
    name,
    value: values[name],
    label: t(name),
    required: true,
    // What is typed after the sending would be shown, but not be in what was sent.
    readOnly: sending.kind === 'sending' || sending.kind === 'proving',
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
      <Trap />
      <noscript>
        <Notice tone="waiting">{t('noScript')}</Notice>
      </noscript>
      <SendButton sending={sending} />
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

/** A field that no person sees or reaches; programs that fill in everything write into it. */
const Trap = () => (
  <div aria-hidden className="absolute -left-[9999px] size-px overflow-hidden">
    <label htmlFor="sign-up-website">{useTranslations('signUp')('trap')}</label>
    <input id="sign-up-website" name="website" type="text" tabIndex={-1} autoComplete="off" />
  </div>
);

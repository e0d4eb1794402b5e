'use client';

import { useTranslations } from 'next-intl';
import { SignUpDone } from './sign-up-done';
import { SignUpForm } from './sign-up-form';
import { beginAnew, useDraft } from './use-draft';

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
        <SignUpDone statusUrl={accepted.statusUrl} onAnother={beginAnew} />
      ) : (
        <SignUpForm values={values} idempotencyKey={idempotencyKey} />
      )}
    </section>
  );
};

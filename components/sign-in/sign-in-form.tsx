'use client';

import { useTranslations } from 'next-intl';
import { useState, type SubmitEvent } from 'react';
import { Button } from '../ui/button';
import { TextField } from '../ui/field';
import { Notice } from '../ui/notice';
import { PasswordField } from './password-field';
import { trySignIn, type SignInFailure } from './try-sign-in';

/** Signs a reviewer in and goes on to `nextPath`, which the page has made sure is one of ours. */
export const SignInForm = ({ nextPath }: { nextPath: string }) => {
  const t = useTranslations('signIn');
  const [busy, setBusy] = useState(false);
  const [failure, setFailure] = useState<SignInFailure>();

  const submit = async (event: SubmitEvent<HTMLFormElement>) => {
    event.preventDefault();
    if (busy) return;
    const form = new FormData(event.currentTarget);
    setBusy(true);
    const failed = await trySignIn(String(form.get('email')), String(form.get('password')));
    setFailure(failed);
    // On success the button stays busy until the next page is there.
    if (failed) setBusy(false);
    else window.location.assign(nextPath);
  };
  return (
    <form onSubmit={submit} method="post" className="grid gap-5">
      {failure && (
        <Notice tone="no" role="alert">
          {t(failure)}
        </Notice>
      )}
      <TextField
        id="email"
        name="email"
        type="email"
        label={t('email')}
        autoComplete="username"
        autoCapitalize="none"
        spellCheck={false}
        autoFocus
        required
      />
      <PasswordField />
      <Button type="submit" tone="primary" busy={busy}>
        {busy ? t('busy') : t('submit')}
      </Button>
    </form>
  );
};

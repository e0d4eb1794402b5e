'use client';

import { Eye, EyeOff } from 'lucide-react';
import { signIn } from 'next-auth/react';
import { useTranslations } from 'next-intl';
import { useState, type SubmitEvent } from 'react';
import { Button } from '../ui/button';
import { TextField } from '../ui/field';
import { Notice } from '../ui/notice';

type SignInFailure = 'failed' | 'tooMany' | 'unreachable';

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

/** A password that can be seen while it is typed. */
const PasswordField = () => {
  const t = useTranslations('signIn');
  const [shown, setShown] = useState(false);
  const Icon = shown ? EyeOff : Eye;
  return (
    <TextField
      id="password"
      name="password"
      type={shown ? 'text' : 'password'}
      label={t('password')}
      autoComplete="current-password"
      required
      trailing={
        <button
          type="button"
          onClick={() => setShown(!shown)}
          aria-pressed={shown}
          aria-label={shown ? t('hide') : t('show')}
          title={shown ? t('hide') : t('show')}
          className="absolute inset-y-1 right-1 grid w-10 place-items-center rounded-md text-ink-faint hover:bg-sunken hover:text-ink"
        >
          <Icon aria-hidden className="size-4.5" />
        </button>
      }
    />
  );
};

/** Answers undefined once signed in. The server does not say which of address and password is wrong, nor does the page. */
const trySignIn = async (email: string, password: string): Promise<SignInFailure | undefined> => {
  try {
    const reply = await signIn('credentials', { email, password, redirect: false });
    if (reply?.ok && !reply.error) return undefined;
    if (reply?.status === 429) return 'tooMany';
    return reply && reply.status < 500 ? 'failed' : 'unreachable';
  } catch {
    return 'unreachable';
  }
};

'use client';

import Link from 'next/link';
import { useTranslations } from 'next-intl';
import { useState, type SubmitEvent } from 'react';
import { signIn, type SignedIn } from '../api/session';
import { Button } from '../ui/button';
import { EmailField } from '../ui/email-field';
import { Notice } from '../ui/notice';
import { PasswordField } from '../ui/password-field';

type Refusal = Exclude<SignedIn, { kind: 'signed-in' }> | { kind: 'unreachable' };

const SENTENCES = {
  refused: 'failed',
  'no-cookies': 'noCookies',
  unavailable: 'unavailable',
  unreachable: 'unreachable',
} as const satisfies Record<Exclude<Refusal['kind'], 'too-many'>, string>;

/** Signs somebody in and goes on to `nextPath`, which the page has made sure is one of ours. */
export const SignInForm = ({ nextPath }: { nextPath: string }) => {
  const t = useTranslations('signIn');
  const [busy, setBusy] = useState(false);
  const [failure, setFailure] = useState<Refusal>();

  const submit = async (event: SubmitEvent<HTMLFormElement>) => {
    event.preventDefault();
    if (busy) return;
    const form = new FormData(event.currentTarget);
    setBusy(true);
    const result = await trySignIn(String(form.get('email')), String(form.get('password')));
    // On success the button stays busy until the next page is there.
    if (result.kind === 'signed-in') return window.location.assign(nextPath);
    setFailure(result);
    setBusy(false);
  };
  return (
    <form onSubmit={submit} method="post" className="grid gap-5">
      {failure && (
        <Notice tone="no" role="alert">
          {failure.kind === 'too-many' ? (
            <TooMany retryAfterS={failure.retryAfterS} />
          ) : (
            t(SENTENCES[failure.kind])
          )}
        </Notice>
      )}
      <EmailField label={t('email')} />
      <PasswordField id="password" name="password" label={t('password')} autoComplete="current-password" />
      <Button type="submit" tone="primary" busy={busy}>
        {busy ? t('busy') : t('submit')}
      </Button>
      <Link
        href="/forgot-password"
        className="justify-self-start rounded text-sm text-accent underline-offset-4 hover:underline"
      >
        {t('forgot')}
      </Link>
    </form>
  );
};

/** When to try again: in seconds where that is soon, else in minutes. */
const TooMany = ({ retryAfterS }: { retryAfterS: number }) => {
  const t = useTranslations('signIn.tooMany');
  return retryAfterS < 100
    ? t('seconds', { seconds: retryAfterS })
    : t('minutes', { minutes: Math.ceil(retryAfterS / 60) });
};

/** The server does not say which of address and password is wrong, nor does the page. */
const trySignIn = async (email: string, password: string): Promise<SignedIn | { kind: 'unreachable' }> => {
  try {
    return await signIn({ email, password });
  } catch {
    return { kind: 'unreachable' };
  }
};

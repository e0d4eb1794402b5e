'use client';

import { useTranslations } from 'next-intl';
import { useState, type SubmitEvent } from 'react';
import type { PasswordFlaw } from '@/src/domain/password';
import { type PasswordSet, setPassword } from '../api/account';
import { Unreachable } from '../api/http';
import { signIn } from '../api/session';
import { Button } from '../ui/button';
import { focusField } from '../ui/focus-field';
import { Notice } from '../ui/notice';
import { PasswordField } from '../ui/password-field';

type Failure = 'unavailable' | 'unreachable';

/** Sets the password of an account by a mailed link, and signs in with it. */
export const SetPasswordForm = ({ token, email }: { token: string; email: string }) => {
  const t = useTranslations('setPassword');
  const tPassword = useTranslations('password');
  const [busy, setBusy] = useState(false);
  const [flaw, setFlaw] = useState<PasswordFlaw>();
  const [failure, setFailure] = useState<Failure>();

  const submit = async (event: SubmitEvent<HTMLFormElement>) => {
    event.preventDefault();
    if (busy) return;
    const form = event.currentTarget;
    const password = String(new FormData(form).get('password'));
    setBusy(true);
    setFlaw(undefined);
    setFailure(undefined);
    const outcome = await trySetting({ token, password });
    // On success the button stays busy until the next page is there.
    if (outcome.kind === 'set') return void leaveFor(await tryToSignIn({ email, password }));
    // The page then says that the link opens nothing, and where to get another.
    if (outcome.kind === 'no-link') return window.location.reload();
    if (outcome.kind === 'flawed') {
      setFlaw(outcome.flaw);
      focusField(form, 'password');
    } else setFailure(outcome.kind);
    setBusy(false);
  };
  return (
    <form onSubmit={submit} method="post" className="grid gap-5">
      {failure && (
        <Notice tone="no" role="alert">
          {t(failure)}
        </Notice>
      )}
      {/* What a password manager keeps the password under. */}
      <input type="email" name="email" autoComplete="username" value={email} readOnly hidden />
      <PasswordField
        id="password"
        name="password"
        label={tPassword('new')}
        hint={tPassword('hint')}
        error={flaw && tPassword(`faults.${flaw}`)}
        autoComplete="new-password"
        autoFocus
      />
      <Button type="submit" tone="primary" busy={busy}>
        {busy ? t('busy') : t('submit')}
      </Button>
    </form>
  );
};

type Outcome = PasswordSet | { kind: 'unavailable' | 'unreachable' };

const trySetting = async (wanted: { token: string; password: string }): Promise<Outcome> => {
  try {
    return await setPassword(wanted);
  } catch (error) {
    return { kind: error instanceof Unreachable && error.status ? 'unavailable' : 'unreachable' };
  }
};

const tryToSignIn = async (credentials: { email: string; password: string }): Promise<boolean> => {
  try {
    return (await signIn(credentials)).kind === 'signed-in';
  } catch {
    return false;
  }
};

/** Whoever could not be signed in can do it themselves: the password is set. */
const leaveFor = (isSignedIn: boolean): void => window.location.assign(isSignedIn ? '/account' : '/signin');

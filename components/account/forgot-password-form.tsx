'use client';

import Link from 'next/link';
import { useTranslations } from 'next-intl';
import { useState, type SubmitEvent } from 'react';
import { askForPasswordReset, type ResetAsked } from '../api/account';
import { Unreachable } from '../api/http';
import { Button, buttonLook } from '../ui/button';
import { EmailField } from '../ui/email-field';
import { Notice } from '../ui/notice';
import { UserText } from '../ui/user-text';

type Failure = Exclude<ResetAsked, { kind: 'asked' }> | { kind: 'unavailable' | 'unreachable' };

/** Asks for a link to a new password. What it says afterwards is the same whoever's address it was. */
export const ForgotPasswordForm = () => {
  const t = useTranslations('forgotPassword');
  const [busy, setBusy] = useState(false);
  const [failure, setFailure] = useState<Failure>();
  const [sentTo, setSentTo] = useState<string>();

  const submit = async (event: SubmitEvent<HTMLFormElement>) => {
    event.preventDefault();
    if (busy) return;
    const email = String(new FormData(event.currentTarget).get('email'));
    setBusy(true);
    const outcome = await tryAsking(email);
    setBusy(false);
    if (outcome.kind === 'asked') setSentTo(email);
    else setFailure(outcome);
  };
  if (sentTo !== undefined) return <Sent address={sentTo} />;
  return (
    <form onSubmit={submit} method="post" className="grid gap-5">
      {failure && (
        <Notice tone="no" role="alert">
          {failure.kind === 'too-many'
            ? t('tooMany', { minutes: Math.ceil(failure.retryAfterS / 60) })
            : t(failure.kind)}
        </Notice>
      )}
      <EmailField label={t('email')} />
      <Button type="submit" tone="primary" busy={busy}>
        {busy ? t('busy') : t('submit')}
      </Button>
    </form>
  );
};

const Sent = ({ address }: { address: string }) => {
  const t = useTranslations('forgotPassword.sent');
  return (
    <div
      role="status"
      tabIndex={-1}
      ref={(element) => element?.focus()}
      className="grid grid-cols-1 gap-4 outline-none"
    >
      <h2 className="text-lg font-semibold">{t('heading')}</h2>
      <p className="text-ink-soft">
        {t.rich('text', { address, email: (text) => <UserText>{text}</UserText> })}
      </p>
      <Link href="/signin" className={buttonLook({})}>
        {t('action')}
      </Link>
    </div>
  );
};

const tryAsking = async (email: string): Promise<ResetAsked | Failure> => {
  try {
    return await askForPasswordReset(email);
  } catch (error) {
    return { kind: error instanceof Unreachable && error.status ? 'unavailable' : 'unreachable' };
  }
};

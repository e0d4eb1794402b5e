'use client';

import { useTranslations } from 'next-intl';
import { useState, type SubmitEvent } from 'react';
import { toast } from 'sonner';
import { changePassword, type PasswordChanged } from '../api/account';
import { Button } from '../ui/button';
import { focusField } from '../ui/focus-field';
import { PasswordField } from '../ui/password-field';
import { Section } from './section';

/** Changes the password of the account by the one that holds. */
export const PasswordForm = ({ email }: { email: string }) => {
  const t = useTranslations('account.password');
  const tPassword = useTranslations('password');
  const tAccount = useTranslations('account');
  const [busy, setBusy] = useState(false);
  const [outcome, setOutcome] = useState<PasswordChanged>();

  const submit = async (event: SubmitEvent<HTMLFormElement>) => {
    event.preventDefault();
    if (busy) return;
    const form = event.currentTarget;
    const typed = new FormData(form);
    setBusy(true);
    try {
      const change = { current: String(typed.get('current')), password: String(typed.get('new')) };
      const changed = await changePassword(change);
      setOutcome(changed);
      if (changed.kind === 'wrong') focusField(form, 'current');
      if (changed.kind === 'flawed') focusField(form, 'new');
      if (changed.kind === 'changed') {
        form.reset();
        toast.success(t('saved'));
      }
    } catch {
      toast.error(tAccount('failed'));
    }
    setBusy(false);
  };
  return (
    <Section heading={t('heading')}>
      <form onSubmit={submit} className="grid gap-4">
        <input type="email" name="email" autoComplete="username" value={email} readOnly hidden />
        <PasswordField
          id="current"
          name="current"
          label={t('current')}
          error={outcome?.kind === 'wrong' ? t('wrong') : undefined}
          autoComplete="current-password"
        />
        <PasswordField
          id="new"
          name="new"
          label={tPassword('new')}
          hint={tPassword('hint')}
          error={outcome?.kind === 'flawed' ? tPassword(`faults.${outcome.flaw}`) : undefined}
          autoComplete="new-password"
        />
        <Button type="submit" busy={busy} className="justify-self-start">
          {busy ? t('busy') : t('save')}
        </Button>
      </form>
    </Section>
  );
};

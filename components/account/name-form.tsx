'use client';

import { useTranslations } from 'next-intl';
import { useState, type SubmitEvent } from 'react';
import { toast } from 'sonner';
import { rename } from '../api/account';
import { Button } from '../ui/button';
import { TextField } from '../ui/field';
import { focusField } from '../ui/focus-field';
import { Section } from './section';

/** Changes the name of the account. */
export const NameForm = ({ name }: { name: string }) => {
  const t = useTranslations('account.name');
  const tAccount = useTranslations('account');
  const [busy, setBusy] = useState(false);
  const [isFault, setIsFault] = useState(false);

  const submit = async (event: SubmitEvent<HTMLFormElement>) => {
    event.preventDefault();
    if (busy) return;
    const form = event.currentTarget;
    const wanted = String(new FormData(form).get('name'));
    setBusy(true);
    try {
      const isTaken = await rename(wanted);
      setIsFault(!isTaken);
      if (isTaken) toast.success(t('saved'));
      else focusField(form, 'name');
    } catch {
      toast.error(tAccount('failed'));
    }
    setBusy(false);
  };
  return (
    <Section heading={t('heading')}>
      <form onSubmit={submit} className="grid gap-4">
        <TextField
          id="name"
          name="name"
          label={t('label')}
          defaultValue={name}
          error={isFault ? t('fault') : undefined}
          autoComplete="name"
          required
        />
        <Button type="submit" busy={busy} className="justify-self-start">
          {busy ? t('busy') : t('save')}
        </Button>
      </form>
    </Section>
  );
};

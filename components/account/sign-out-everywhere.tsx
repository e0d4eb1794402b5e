'use client';

import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { toast } from 'sonner';
import { signOutEverywhere } from '../api/account';
import { Button } from '../ui/button';

/** Ends every session of the account, this one as well. */
export const SignOutEverywhere = () => {
  const t = useTranslations('account.sessions');
  const tAccount = useTranslations('account');
  const [busy, setBusy] = useState(false);

  const act = async () => {
    if (busy) return;
    setBusy(true);
    try {
      await signOutEverywhere();
      window.location.assign(new URL('/signin', window.location.href));
    } catch {
      toast.error(tAccount('failed'));
      setBusy(false);
    }
  };
  return (
    <Button tone="no" busy={busy} onClick={act} className="justify-self-start">
      {busy ? t('busy') : t('action')}
    </Button>
  );
};

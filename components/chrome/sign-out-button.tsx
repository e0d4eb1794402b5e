'use client';

import { LogOut } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { useEffect, useState } from 'react';
import { toast } from 'sonner';
import { onSignOutElsewhere, signOut } from '../api/session';
import { forgetReasons } from '../review/reason-drafts';
import { iconButtonLook } from '../ui/button';

/** A whole new page, so that nothing of what was shown stays in memory, nor what was being written. */
const leave = () => {
  forgetReasons();
  window.location.assign(new URL('/signin', window.location.href));
};

/** Ends the session, in all tabs; on a narrow screen only the icon is shown. */
export const SignOutButton = () => {
  const t = useTranslations('chrome');
  const [busy, setBusy] = useState(false);
  useEffect(() => onSignOutElsewhere(leave), []);

  // The button stays focusable meanwhile, since the focus would fall to the page.
  const signOutAndLeave = async () => {
    if (busy) return;
    setBusy(true);
    try {
      await signOut();
      leave();
    } catch {
      toast.error(t('signOutFailed'));
      setBusy(false);
    }
  };
  return (
    <button
      type="button"
      onClick={signOutAndLeave}
      aria-busy={busy || undefined}
      aria-label={t('signOut')}
      title={t('signOut')}
      className={iconButtonLook}
    >
      <LogOut aria-hidden className="size-4.5" />
      <span className="hidden md:inline">{t('signOut')}</span>
    </button>
  );
};

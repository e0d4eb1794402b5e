'use client';

import { LogOut } from 'lucide-react';
import { signOut } from 'next-auth/react';
import { useTranslations } from 'next-intl';
import { iconButtonLook } from '../chrome/icon-button';

/** Ends the session; the words give way to the icon on a narrow screen. */
export const SignOutButton = () => {
  const t = useTranslations('chrome');
  return (
    <button
      type="button"
      onClick={() => signOut({ callbackUrl: '/signin' })}
      aria-label={t('signOut')}
      title={t('signOut')}
      className={iconButtonLook}
    >
      <LogOut aria-hidden className="size-4.5" />
      <span className="hidden md:inline">{t('signOut')}</span>
    </button>
  );
};

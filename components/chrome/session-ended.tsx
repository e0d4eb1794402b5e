'use client';

import { useTranslations } from 'next-intl';
import { useSessionEnded } from '../api/session-ended';
import { buttonLook } from '../ui/button';
import { Notice } from '../ui/notice';

/** Says that the session has ended, where it has, with the way back: signing in again leads to `returnTo`. */
export const SessionEnded = ({ returnTo }: { returnTo: string }) => {
  const t = useTranslations('chrome.session');
  if (!useSessionEnded()) return null;
  return (
    <div className="p-3">
      <Notice tone="waiting" role="alert">
        <div className="flex flex-wrap items-center justify-between gap-x-4 gap-y-2">
          <p className="min-w-0">
            <strong className="font-medium">{t('ended')}</strong> {t('text')}
          </p>
          <a
            href={`/signin?${new URLSearchParams({ callbackUrl: returnTo })}`}
            className={buttonLook({ size: 'small' })}
          >
            {t('signIn')}
          </a>
        </div>
      </Notice>
    </div>
  );
};

'use client';

import clsx from 'clsx';
import { Inbox, MailWarning } from 'lucide-react';
import Link from 'next/link';
import { usePathname } from 'next/navigation';
import { useTranslations } from 'next-intl';
import { iconButtonLook } from './icon-button';

const PLACES = [
  { path: '/admin', name: 'queue', Icon: Inbox },
  { path: '/admin/dead-letters', name: 'deadLetters', Icon: MailWarning },
] as const;

/** The rooms of the dashboard; the words give way to the icons on a narrow screen. */
export const AdminNav = () => {
  const t = useTranslations('chrome.admin');
  const here = usePathname();
  return (
    <nav aria-label={t('label')} className="mr-2 flex gap-0.5">
      {PLACES.map(({ path, name, Icon }) => (
        <Link
          key={path}
          href={path}
          aria-label={t(name)}
          title={t(name)}
          aria-current={here === path ? 'page' : undefined}
          className={clsx(
            iconButtonLook,
            'aria-[current=page]:bg-accent-soft aria-[current=page]:text-accent',
          )}
        >
          <Icon aria-hidden className="size-4.5" />
          <span className="hidden lg:inline">{t(name)}</span>
        </Link>
      ))}
    </nav>
  );
};

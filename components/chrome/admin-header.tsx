'use client';

import clsx from 'clsx';
import { Inbox, Mail, PackageX } from 'lucide-react';
import Link from 'next/link';
import { usePathname } from 'next/navigation';
import { useTranslations } from 'next-intl';
import { iconButtonLook } from '../ui/button';

const PAGES = [
  { path: '/admin', name: 'queue', Icon: Inbox },
  { path: '/admin/mails', name: 'mails', Icon: Mail },
  { path: '/admin/dead-letters', name: 'deadLetters', Icon: PackageX },
] as const;

/** Links to the pages of the dashboard; on a narrow screen only their icons are shown. */
export const AdminNav = () => {
  const t = useTranslations('chrome.admin');
  const currentPath = usePathname();
  return (
    <nav aria-label={t('label')} className="mr-2 flex gap-0.5">
      {PAGES.map(({ path, name, Icon }) => (
        <Link
          key={path}
          href={path}
          aria-label={t(name)}
          title={t(name)}
          aria-current={currentPath === path ? 'page' : undefined}
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

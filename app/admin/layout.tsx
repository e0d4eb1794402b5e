import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import type { ReactNode } from 'react';
import { AdminNav } from '@/components/chrome/admin-nav';
import { SiteHeader } from '@/components/chrome/site-header';
import { SignOutButton } from '@/components/sign-in/sign-out-button';
import { languageChoice } from '../_chrome/language-choice';
import { currentReviewer } from '../_server/auth';

export const generateMetadata = async (): Promise<Metadata> => ({
  title: (await getTranslations('meta'))('review'),
  robots: { index: false, follow: false },
});

/**
 * The dashboard's frame: as high as the window, so that only the list and the card scroll. It is no guard: each page
 * leads a stranger to the sign-in and, unlike a layout, knows its whole address, to which the stranger shall come back.
 */
const AdminLayout = async ({ children }: { children: ReactNode }) => {
  const reviewer = await currentReviewer();
  if (!reviewer) return children;
  const t = await getTranslations('chrome');
  return (
    <div className="flex h-dvh flex-col">
      <div className="border-b border-line bg-surface">
        <SiteHeader homePath="/admin" language={await languageChoice()}>
          <AdminNav />
          <p className="mr-2 hidden min-w-0 truncate text-sm text-ink-faint sm:block" title={reviewer.email}>
            {t('signedInAs', { name: reviewer.name })}
          </p>
          <SignOutButton />
        </SiteHeader>
      </div>
      {children}
    </div>
  );
};

export default AdminLayout;

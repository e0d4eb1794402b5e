import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import type { ReactNode } from 'react';
import { Header } from '@/app/_chrome/frame';
import { currentReviewer } from '@/app/_server/auth';
import { AdminNav, SignOutButton } from '@/components/chrome/admin-header';
import { UserText } from '@/components/ui/user-text';

export const generateMetadata = async (): Promise<Metadata> => ({
  title: (await getTranslations('meta'))('review'),
  robots: { index: false, follow: false },
});

/**
 * The dashboard's frame: as high as the window, so that only the list and the card scroll. It does not protect
 * the pages: each page sends who is not signed in to the sign-in, because a page, unlike a layout, knows its whole
 * address, which is where to come back to.
 */
const AdminLayout = async ({ children }: { children: ReactNode }) => {
  const reviewer = await currentReviewer();
  if (!reviewer) return children;
  const t = await getTranslations('chrome');
  return (
    <div className="flex h-dvh flex-col">
      <div className="border-b border-line bg-surface">
        <Header homePath="/admin">
          <AdminNav />
          <p className="mr-2 hidden min-w-0 truncate text-sm text-ink-faint sm:block" title={reviewer.email}>
            {t.rich('signedInAs', { name: reviewer.name, person: (name) => <UserText>{name}</UserText> })}
          </p>
          <SignOutButton />
        </Header>
      </div>
      {children}
    </div>
  );
};

export default AdminLayout;

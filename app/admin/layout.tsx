import type { Metadata } from 'next';
import Link from 'next/link';
import { getTranslations } from 'next-intl/server';
import type { ReactNode } from 'react';
import { Header } from '@/app/_chrome/frame';
import { currentAccount } from '@/app/_server/auth';
import { AdminNav } from '@/components/chrome/admin-header';
import { SignOutButton } from '@/components/chrome/sign-out-button';
import { UserText } from '@/components/ui/user-text';
import { isStaff } from '@/src/domain/account';

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
  const reviewer = await currentAccount();
  // The page sends them away.
  if (!reviewer || !isStaff(reviewer)) return children;
  const t = await getTranslations('chrome');
  return (
    <div className="flex h-dvh flex-col">
      <div className="border-b border-line bg-surface">
        <Header homePath="/admin">
          <AdminNav />
          <Link
            href="/account"
            className="mr-2 hidden min-w-0 truncate rounded text-sm text-ink-faint underline-offset-4 hover:underline sm:block"
            title={reviewer.email}
          >
            {t.rich('signedInAs', { name: reviewer.name, person: (name) => <UserText>{name}</UserText> })}
          </Link>
          <SignOutButton />
        </Header>
      </div>
      {children}
    </div>
  );
};

export default AdminLayout;

import Link from 'next/link';
import { getTranslations } from 'next-intl/server';
import type { ReactNode } from 'react';
import { SiteHeader } from '@/components/chrome/site-header';
import { languageChoice } from './language-choice';

/** Header and footer of the pages that anybody may see. */
export const PublicFrame = async ({ children }: { children: ReactNode }) => {
  const t = await getTranslations('chrome');
  return (
    <div className="flex min-h-dvh flex-col">
      <SiteHeader homePath="/" language={await languageChoice()} />
      <main id="content" className="flex grow flex-col">
        {children}
      </main>
      <footer className="flex flex-wrap items-center justify-between gap-x-6 gap-y-2 px-4 py-6 text-sm text-ink-faint sm:px-6">
        <p>{t('footer')}</p>
        <Link
          href="/admin"
          prefetch={false}
          className="rounded underline-offset-4 hover:text-ink hover:underline"
        >
          {t('reviewers')}
        </Link>
      </footer>
    </div>
  );
};

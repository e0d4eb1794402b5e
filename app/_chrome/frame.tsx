import 'server-only';
import Link from 'next/link';
import { getLocale, getTranslations } from 'next-intl/server';
import type { ReactNode } from 'react';
import { SiteHeader } from '@/components/chrome/site-header';
import { otherLocale, type Locale } from '@/i18n/locales';

const OWN_NAMES: Record<Locale, string> = { 'pt-BR': 'Português', en: 'English' };

/** The header of every page, whose switch offers the language that the page is not in. */
export const Header = async ({ homePath, children }: { homePath: string; children?: ReactNode }) => {
  const locale = otherLocale(await getLocale());
  return (
    <SiteHeader homePath={homePath} language={{ locale, name: OWN_NAMES[locale] }}>
      {children}
    </SiteHeader>
  );
};

/** Header and footer of the pages that anybody may see. */
export const PublicFrame = async ({ children }: { children: ReactNode }) => {
  const t = await getTranslations('chrome');
  return (
    <div className="flex min-h-dvh flex-col">
      <Header homePath="/" />
      <main id="content" tabIndex={-1} className="outline-none flex grow flex-col">
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

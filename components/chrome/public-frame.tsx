import { useTranslations } from 'next-intl';
import type { ReactNode } from 'react';

/** Header and footer of the pages that anybody may see. */
export const PublicFrame = ({ header, children }: { header: ReactNode; children: ReactNode }) => {
  const t = useTranslations('chrome');
  return (
    <div className="flex min-h-dvh flex-col">
      {header}
      <main id="content" tabIndex={-1} className="outline-none flex grow flex-col">
        {children}
      </main>
      <footer className="flex flex-wrap items-center justify-between gap-x-6 gap-y-2 px-4 py-6 text-sm text-ink-faint sm:px-6">
        <p>{t('footer')}</p>
        <a href="/signin" className="rounded underline-offset-4 hover:text-ink hover:underline">
          {t('account')}
        </a>
      </footer>
    </div>
  );
};

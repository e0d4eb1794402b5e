import Link from 'next/link';
import { useTranslations } from 'next-intl';
import type { ReactNode } from 'react';
import { type LanguageChoice, LanguageSwitch } from './language-switch';
import { Logo } from './logo';
import { ThemeSwitch } from './theme-switch';

type SiteHeaderProps = { homePath: string; language: LanguageChoice; children?: ReactNode };

/** The bar on top of every page; `children` stand before the switches, which then are compact on a narrow screen. */
export const SiteHeader = ({ homePath, language, children }: SiteHeaderProps) => {
  const t = useTranslations('chrome');
  const isCompact = children !== undefined;
  return (
    <header className="flex h-14 shrink-0 items-center justify-between gap-3 px-4 sm:px-6">
      <Link href={homePath} aria-label={t('home')} className="flex rounded-lg">
        <Logo isCompact={isCompact} />
      </Link>
      <div className="flex min-w-0 items-center gap-0.5">
        {children}
        <LanguageSwitch {...language} isCompact={isCompact} />
        <ThemeSwitch />
      </div>
    </header>
  );
};

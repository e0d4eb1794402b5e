import { useTranslations } from 'next-intl';
import type { ComponentType, ReactNode } from 'react';
import { type LanguageChoice, LanguageSwitch, type LanguageSwitchProps } from './language-switch';
import { Logo } from './logo';
import { ThemeSwitch } from './theme-switch';

type HomeLinkProps = { href: string; 'aria-label': string; className: string; children: ReactNode };

type SiteHeaderProps = {
  homePath: string;
  language: LanguageChoice;
  children?: ReactNode;
  /** What moves about without loading a page anew, where there is something that can. */
  HomeLink?: ComponentType<HomeLinkProps> | 'a';
  Language?: ComponentType<LanguageSwitchProps>;
};

/** The bar on top of every page; `children` stand before the switches, which then are compact on a narrow screen. */
export const SiteHeader = ({
  homePath,
  language,
  children,
  HomeLink = 'a',
  Language = LanguageSwitch,
}: SiteHeaderProps) => {
  const t = useTranslations('chrome');
  const isCompact = children !== undefined;
  return (
    <header className="flex h-14 shrink-0 items-center justify-between gap-3 px-4 sm:px-6">
      <HomeLink href={homePath} aria-label={t('home')} className="flex rounded-lg">
        <Logo isCompact={isCompact} />
      </HomeLink>
      <div className="flex min-w-0 items-center gap-0.5">
        {children}
        <Language {...language} isCompact={isCompact} />
        <ThemeSwitch />
      </div>
    </header>
  );
};

import clsx from 'clsx';
import { Languages } from 'lucide-react';
import Link from 'next/link';
import { useTranslations } from 'next-intl';
import type { ReactNode } from 'react';
import { iconButtonLook } from '../ui/button';
import { Logo } from './logo';
import { ThemeSwitch } from './theme-switch';

type LanguageChoice = {
  /** The language to switch to, as a BCP 47 tag, and its own name for itself. */
  locale: string;
  name: string;
  /** A server action that reads the form field `locale`. */
  choose: (form: FormData) => Promise<void>;
};

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

/** `isCompact`: on a narrow screen, the language's two letters instead of icon and name. */
type LanguageSwitchProps = LanguageChoice & { isCompact: boolean };

/** Offers the other language in that language's own words; works without scripts too. */
const LanguageSwitch = ({ locale, name, choose, isCompact }: LanguageSwitchProps) => (
  <form action={choose}>
    <button
      type="submit"
      name="locale"
      value={locale}
      lang={locale}
      aria-label={name}
      className={iconButtonLook}
    >
      <Languages aria-hidden className={clsx('size-4.5', isCompact && 'max-sm:hidden')} />
      <span className={clsx(isCompact && 'max-sm:hidden')}>{name}</span>
      {isCompact && <span className="sm:hidden">{locale.slice(0, 2).toUpperCase()}</span>}
    </button>
  </form>
);

'use client';

import clsx from 'clsx';
import { Languages } from 'lucide-react';
import { useRouter } from 'next/navigation';
import type { FormEvent } from 'react';
import { iconButtonLook } from '../ui/button';

export type LanguageChoice = {
  /** The language to switch to, as a BCP 47 tag, and its own name for itself. */
  locale: string;
  name: string;
};

/** `isCompact`: on a narrow screen, the language's two letters instead of icon and name. */
type LanguageSwitchProps = LanguageChoice & { isCompact: boolean };

const ADDRESS = '/api/language';

/** Offers the other language in that language's own words; works without scripts too, which only keep the page as it is. */
export const LanguageSwitch = ({ locale, name, isCompact }: LanguageSwitchProps) => {
  const router = useRouter();
  const choose = async (event: FormEvent): Promise<void> => {
    event.preventDefault();
    const body = new URLSearchParams({ locale });
    await fetch(ADDRESS, { method: 'POST', body, redirect: 'manual' });
    router.refresh();
  };
  return (
    <form action={ADDRESS} method="post" onSubmit={(event) => void choose(event)}>
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
};

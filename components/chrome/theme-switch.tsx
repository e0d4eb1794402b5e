'use client';

import { Moon, Sun } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { useTheme } from 'next-themes';
import { iconButtonLook } from '../ui/button';

/** Switches between light and dark. Switching back to what the system prefers follows the system again. */
export const ThemeSwitch = () => {
  const t = useTranslations('chrome');
  const { resolvedTheme, systemTheme, setTheme } = useTheme();
  const toggle = () => {
    const wanted = resolvedTheme === 'dark' ? 'light' : 'dark';
    setTheme(wanted === systemTheme ? 'system' : wanted);
  };
  // Both icons are in the page and CSS shows one: the server cannot know the theme.
  return (
    <button
      type="button"
      onClick={toggle}
      aria-label={t('theme')}
      title={t('theme')}
      className={iconButtonLook}
    >
      <Moon aria-hidden className="size-4.5 dark:hidden" />
      <Sun aria-hidden className="hidden size-4.5 dark:block" />
    </button>
  );
};

import 'server-only';
import { getLocale } from 'next-intl/server';
import type { LanguageChoice } from '@/components/chrome/language-switch';
import { otherLocale, type Locale } from '@/i18n/locales';
import { setLocale } from '@/i18n/set-locale';

const OWN_NAMES: Record<Locale, string> = { 'pt-BR': 'Português', en: 'English' };

/** The language that the switch offers: the one which the page is not in. */
export const languageChoice = async (): Promise<LanguageChoice> => {
  const locale = otherLocale(await getLocale());
  return { locale, name: OWN_NAMES[locale], choose: setLocale };
};

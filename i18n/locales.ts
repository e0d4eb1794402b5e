import { type Language, LANGUAGES } from '@/src/domain/language';

/** A language as pages name it, and how a visitor's language is found. */
export type Locale = Language;

export const isLocale = (text: unknown): text is Locale => LANGUAGES.some((locale) => locale === text);

const OWN_NAMES: Record<Locale, string> = { 'pt-BR': 'Português', en: 'English' };

/** The language to offer on the switch, since there are two, with its own name for itself. */
export const otherLanguage = (locale: Locale): { locale: Locale; name: string } => {
  const other = locale === 'en' ? 'pt-BR' : 'en';
  return { locale: other, name: OWN_NAMES[other] };
};

/** The language of a page: the one that was chosen, else the one that the browser asks for (its Accept-Language). */
export const localeOf = (chosen: string | undefined, acceptLanguage: string | null): Locale =>
  isLocale(chosen) ? chosen : negotiateLocale(acceptLanguage);

/**
 * Picks a language from an Accept-Language header (RFC 9110, section 12.5.4): any Portuguese is pt-BR, the first of
 * pt and en by quality wins, and anything else is English.
 */
export const negotiateLocale = (acceptLanguage: string | null): Locale => {
  const ranges = (acceptLanguage ?? '').split(',').map(toLanguageRange).filter(isAcceptable);
  ranges.sort((one, other) => other.quality - one.quality);
  return ranges.map(({ language }) => byLanguage[language]).find(Boolean) ?? 'en';
};

/** One language of the header, and how much it is wanted, from 0 to 1. */
type LanguageRange = { language: string; quality: number };

const byLanguage: Partial<Record<string, Locale>> = { pt: 'pt-BR', en: 'en' };

const toLanguageRange = (part: string): LanguageRange => {
  const [tag = '', ...parameters] = part.trim().toLowerCase().split(';');
  const quality = parameters
    .map((parameter) => parameter.trim())
    .find((parameter) => parameter.startsWith('q='));
  return { language: tag.split('-')[0] ?? '', quality: quality ? Number(quality.slice(2)) : 1 };
};

const isAcceptable = ({ quality }: LanguageRange): boolean => quality > 0;

'use server';

import { cookies } from 'next/headers';
import { isLocale, LOCALE_COOKIE } from './locales';

const ONE_YEAR_S = 365 * 24 * 60 * 60;

/** Remembers the language chosen on the switch (form field `locale`); anything unknown changes nothing. */
export const setLocale = async (form: FormData): Promise<void> => {
  const locale = form.get('locale');
  if (!isLocale(locale)) return;
  (await cookies()).set(LOCALE_COOKIE, locale, { maxAge: ONE_YEAR_S, sameSite: 'lax', path: '/' });
};

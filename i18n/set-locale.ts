'use server';

import { cookies } from 'next/headers';
import { cookieNames, isSecure } from '@/app/_server/cookie-names';
import { isLocale } from './locales';

const ONE_YEAR_S = 365 * 24 * 60 * 60;

/** Remembers the language chosen on the switch (form field `locale`); anything unknown changes nothing. */
export const setLocale = async (form: FormData): Promise<void> => {
  const locale = form.get('locale');
  if (!isLocale(locale)) return;
  const options = { maxAge: ONE_YEAR_S, sameSite: 'lax', path: '/', secure: isSecure() } as const;
  (await cookies()).set(cookieNames().locale, locale, options);
};

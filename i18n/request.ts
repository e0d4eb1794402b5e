import { cookies, headers } from 'next/headers';
import { getRequestConfig } from 'next-intl/server';
import { isLocale, LOCALE_COOKIE, negotiateLocale, type Locale } from './locales';
import { TIME_ZONE_COOKIE, toTimeZone } from './time-zone';

const messagesOf = {
  'pt-BR': () => import('../messages/pt-BR.json'),
  en: () => import('../messages/en.json'),
} satisfies Record<Locale, () => Promise<{ default: object }>>;

const requestConfig = getRequestConfig(async () => {
  const jar = await cookies();
  const chosen = jar.get(LOCALE_COOKIE)?.value;
  const locale = isLocale(chosen) ? chosen : negotiateLocale((await headers()).get('accept-language'));
  return {
    locale,
    messages: (await messagesOf[locale]()).default,
    timeZone: toTimeZone(jar.get(TIME_ZONE_COOKIE)?.value),
    now: new Date(),
  };
});

export default requestConfig;

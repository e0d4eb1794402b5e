import { cookies, headers } from 'next/headers';
import { getRequestConfig } from 'next-intl/server';
import { cookieNames } from '@/app/_server/cookie-names';
import { localeOf, type Locale } from './locales';
import { toTimeZone } from './time-zone';

const messagesOf = {
  'pt-BR': () => import('../messages/pt-BR.json'),
  en: () => import('../messages/en.json'),
} satisfies Record<Locale, () => Promise<{ default: object }>>;

const requestConfig = getRequestConfig(async () => {
  const jar = await cookies();
  const names = cookieNames();
  const locale = localeOf(jar.get(names.locale)?.value, (await headers()).get('accept-language'));
  return {
    locale,
    messages: (await messagesOf[locale]()).default,
    timeZone: toTimeZone(jar.get(names.timeZone)?.value),
    now: new Date(),
  };
});

export default requestConfig;

import { cookieNames, isSecure } from '@/app/_server/cookie-names';
import { handler, problem, refuseOthers } from '@/app/_server/respond';
import { isLocale } from '@/i18n/locales';

const ONE_YEAR_S = 365 * 24 * 60 * 60;

/** Remembers the language chosen on the switch (form field `locale`) and leads back to the page that it stands on. */
export const POST = handler(async (request) => {
  const locale = new URLSearchParams(await request.text()).get('locale');
  if (!isLocale(locale)) return problem({ status: 422, title: 'There are no pages in this language' });
  const secure = isSecure() ? '; Secure' : '';
  return new Response(null, {
    status: 303,
    headers: {
      location: pageBefore(request),
      'set-cookie': `${cookieNames().locale}=${locale}; Max-Age=${ONE_YEAR_S}; Path=/; SameSite=Lax${secure}`,
      'cache-control': 'no-store',
    },
  });
});

export const { GET, PUT, PATCH, DELETE } = refuseOthers('POST');

/** The path of the page that sent the form; pages of private links do not tell theirs. */
const pageBefore = ({ headers }: Request): string => {
  const referer = headers.get('referer') ?? '';
  if (!URL.canParse(referer)) return '/';
  const { host, pathname, search } = new URL(referer);
  return host === headers.get('host') ? `${pathname.replace(/^\/+/, '/')}${search}` : '/';
};

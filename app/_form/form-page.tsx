import { IntlProvider } from 'next-intl';
import { useEffect } from 'react';
import { FocusKeeper } from '@/components/chrome/focus-keeper';
import { PublicFrame } from '@/components/chrome/public-frame';
import { SiteHeader } from '@/components/chrome/site-header';
import { SkipLink } from '@/components/chrome/skip-link';
import { Theme } from '@/components/chrome/theme';
import { tellTimeZone } from '@/components/chrome/time-zone-cookie';
import { Home } from '@/components/sign-up/home';
import type { SignUpProps } from '@/components/sign-up/sign-up';
import { type Locale, otherLanguage } from '@/i18n/locales';
import type messages from '@/messages/en.json';

export type FormPageProps = SignUpProps & {
  locale: Locale;
  /** The texts of this page, in its language. */
  texts: Pick<typeof messages, 'chrome' | 'home' | 'signUp'>;
  /** The name of the cookie that tells the server the visitor's time zone. */
  timeZoneCookie: string;
  /** What lets the script of the theme run; known to the server only. */
  nonce?: string;
};

/** The whole public form, as the server writes it and the browser takes it over. */
export const FormPage = ({ locale, texts, timeZoneCookie, nonce, ...signUp }: FormPageProps) => (
  <IntlProvider locale={locale} messages={texts} timeZone="UTC">
    <Theme nonce={nonce}>
      <SkipLink />
      <PublicFrame header={<SiteHeader homePath="/" language={otherLanguage(locale)} />}>
        <Home {...signUp} />
      </PublicFrame>
      <TimeZone cookie={timeZoneCookie} />
      <FocusKeeper />
    </Theme>
  </IntlProvider>
);

/** This page shows no times; the ones that do come after it. */
const TimeZone = ({ cookie }: { cookie: string }) => {
  useEffect(() => void tellTimeZone(cookie), [cookie]);
  return null;
};

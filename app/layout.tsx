import './globals.css';
import type { Metadata, Viewport } from 'next';
import { headers } from 'next/headers';
import { NextIntlClientProvider } from 'next-intl';
import { getLocale, getTranslations } from 'next-intl/server';
import type { ReactNode } from 'react';
import { cookieNames } from '@/app/_server/cookie-names';
import { NONCE_HEADER } from '@/app/_server/edge/security-headers';
import { Providers } from '@/components/chrome/providers';
import { SkipLink } from '@/components/chrome/skip-link';

export const generateMetadata = async (): Promise<Metadata> => {
  const t = await getTranslations('meta');
  return {
    title: { default: t('home'), template: '%s · Portaria' },
    description: t('description'),
    applicationName: 'Portaria',
  };
};

export const viewport: Viewport = {
  viewportFit: 'cover',
  themeColor: [
    { media: '(prefers-color-scheme: light)', color: '#f8f9fa' },
    { media: '(prefers-color-scheme: dark)', color: '#101215' },
  ],
};

/** Around every page. The theme's script sets an attribute before React wakes up, hence the suppressed warning. */
const RootLayout = async ({ children }: { children: ReactNode }) => (
  <html lang={await getLocale()} suppressHydrationWarning>
    <body className="min-h-dvh font-sans antialiased">
      <NextIntlClientProvider>
        <Providers
          timeZoneCookie={cookieNames().timeZone}
          nonce={(await headers()).get(NONCE_HEADER) ?? undefined}
        >
          <SkipLink />
          {children}
        </Providers>
      </NextIntlClientProvider>
    </body>
  </html>
);

export default RootLayout;

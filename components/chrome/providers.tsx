'use client';

import { useRouter } from 'next/navigation';
import { useTimeZone, useTranslations } from 'next-intl';
import { useTheme } from 'next-themes';
import { useEffect, type CSSProperties, type ReactNode } from 'react';
import { Toaster } from 'sonner';
import { FocusKeeper } from './focus-keeper';
import { Theme } from './theme';
import { tellTimeZone } from './time-zone-cookie';

// Above the buttons of the decision, which a notification must not cover.
const OFFSET_PX = { bottom: 92 };

// The notifications take their colours from variables of their own; they get ours.
const COLOURS = {
  '--normal-bg': 'var(--surface)',
  '--normal-border': 'var(--line-strong)',
  '--normal-text': 'var(--ink)',
  fontFamily: 'inherit',
} as CSSProperties;

/**
 * `timeZoneCookie` is the name of the cookie that tells the server the visitor's time zone (IANA name), `nonce` what lets the
 * script of the theme run.
 */
type ProvidersProps = { timeZoneCookie: string; nonce: string | undefined; children: ReactNode };

/** What every page needs around it in the browser: theme, notifications, the visitor's time zone. */
export const Providers = ({ timeZoneCookie, nonce, children }: ProvidersProps) => (
  <Theme nonce={nonce}>
    {children}
    <Notifications />
    <TimeZoneSync cookie={timeZoneCookie} />
    <FocusKeeper />
  </Theme>
);

const Notifications = () => {
  const { resolvedTheme } = useTheme();
  return (
    <Toaster
      theme={resolvedTheme === 'dark' ? 'dark' : 'light'}
      position="bottom-right"
      offset={OFFSET_PX}
      mobileOffset={OFFSET_PX}
      style={COLOURS}
      containerAriaLabel={useTranslations('chrome')('notifications')}
    />
  );
};

/** On the first visit, tells the server the visitor's time zone and reloads the page's data so that its times are right. */
const TimeZoneSync = ({ cookie }: { cookie: string }) => {
  const known = useTimeZone();
  const router = useRouter();
  useEffect(() => {
    if (tellTimeZone(cookie, known)) router.refresh();
  }, [cookie, known, router]);
  return null;
};

'use client';

import { useTranslations } from 'next-intl';
import { ThemeProvider, useTheme } from 'next-themes';
import type { ReactNode } from 'react';
import { Toaster } from 'sonner';
import { TimeZoneSync } from './time-zone-sync';

// Below the header, whose buttons must stay in reach.
const OFFSET_PX = { top: 64 };

/** What every page needs around it in the browser: theme, notifications, the visitor's time zone. */
export const Providers = ({ children }: { children: ReactNode }) => (
  <ThemeProvider attribute="data-theme" defaultTheme="system" enableSystem disableTransitionOnChange>
    {children}
    <Notifications />
    <TimeZoneSync />
  </ThemeProvider>
);

const Notifications = () => {
  const { resolvedTheme } = useTheme();
  return (
    <Toaster
      theme={resolvedTheme === 'dark' ? 'dark' : 'light'}
      position="top-center"
      offset={OFFSET_PX}
      mobileOffset={OFFSET_PX}
      containerAriaLabel={useTranslations('chrome')('notifications')}
    />
  );
};

'use client';

import { useTranslations } from 'next-intl';
import { ThemeProvider, useTheme } from 'next-themes';
import type { CSSProperties, ReactNode } from 'react';
import { Toaster } from 'sonner';
import { TimeZoneSync } from './time-zone-sync';

// Above the decision bar, which must stay in reach.
const OFFSET_PX = { bottom: 92 };

// The notifications take their colours from variables of their own; they get ours.
const COLOURS = {
  '--normal-bg': 'var(--surface)',
  '--normal-border': 'var(--line-strong)',
  '--normal-text': 'var(--ink)',
  fontFamily: 'inherit',
} as CSSProperties;

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
      position="bottom-right"
      offset={OFFSET_PX}
      mobileOffset={OFFSET_PX}
      style={COLOURS}
      containerAriaLabel={useTranslations('chrome')('notifications')}
    />
  );
};

'use client';

import { useTimeZone } from 'next-intl';
import { useRouter } from 'next/navigation';
import { useEffect } from 'react';
import { TIME_ZONE_COOKIE } from './time-zone-cookie';

const ONE_YEAR_S = 365 * 24 * 60 * 60;

/** On the first visit, tells the server the visitor's time zone and has the page's times written again. */
export const TimeZoneSync = () => {
  const known = useTimeZone();
  const router = useRouter();
  useEffect(() => {
    const actual = Intl.DateTimeFormat().resolvedOptions().timeZone;
    const pair = `${TIME_ZONE_COOKIE}=${encodeURIComponent(actual)}`;
    // A browser that keeps no cookies would otherwise be refreshed for ever.
    if (!actual || actual === known || document.cookie.includes(pair)) return;
    document.cookie = `${pair}; path=/; max-age=${ONE_YEAR_S}; samesite=lax`;
    if (document.cookie.includes(pair)) router.refresh();
  }, [known, router]);
  return null;
};

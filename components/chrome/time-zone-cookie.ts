const ONE_YEAR_S = 365 * 24 * 60 * 60;

/**
 * Tells the server the visitor's time zone (IANA name) in the cookie of this name, for the pages that show times.
 * @param known the zone that the server has used. @returns whether the server will use another one from now on.
 */
export const tellTimeZone = (cookie: string, known?: string): boolean => {
  const actual = Intl.DateTimeFormat().resolvedOptions().timeZone;
  const pair = `${cookie}=${encodeURIComponent(actual)}`;
  if (!actual || actual === known || document.cookie.includes(pair)) return false;
  const secure = cookie.startsWith('__Host-') ? '; secure' : '';
  document.cookie = `${pair}; path=/; max-age=${ONE_YEAR_S}; samesite=lax${secure}`;
  // A browser that keeps no cookies would otherwise be told so for ever.
  return document.cookie.includes(pair);
};

const FALLBACK_TIME_ZONE = 'UTC';

/** Answers the zone itself where this machine knows it (IANA name), else UTC. The cookie may hold anything. */
export const toTimeZone = (text: string | undefined): string => {
  if (!text || text.length > 64) return FALLBACK_TIME_ZONE;
  try {
    return new Intl.DateTimeFormat('en', { timeZone: text }).resolvedOptions().timeZone;
  } catch {
    return FALLBACK_TIME_ZONE;
  }
};

/** Holds the visitor's time zone (IANA name), so that the server writes times as the visitor's clock shows them. */
export const TIME_ZONE_COOKIE = 'time-zone';

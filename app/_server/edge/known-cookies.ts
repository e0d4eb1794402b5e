import { isLocale } from '@/i18n/locales';
import type { CookieNames } from '../cookie-names';

/** What the value of each cookie may be, as it stands on the wire. */
const VALUES: Record<keyof CookieNames, (value: string) => boolean> = {
  // A compact JWE (RFC 7516), which stays far below what a browser keeps.
  session: (value) => value.length <= 4_096 && /^[\w-]+(\.[\w-]*){2,4}$/.test(value),
  csrf: (value) => /^[0-9a-f]{64}(%7C|\|)[0-9a-f]{64}$/i.test(value),
  callbackUrl: (value) => value.length <= 2_048 && isAddress(value),
  locale: (value) => isLocale(value),
  timeZone: (value) => /^[\w%/+-]{1,96}$/.test(value) && decoded(value) !== undefined,
};

const decoded = (value: string): string | undefined => {
  try {
    return decodeURIComponent(value);
  } catch {
    return undefined;
  }
};

const isAddress = (value: string): boolean => {
  const address = decoded(value);
  return (
    address !== undefined &&
    /^(https?:\/\/|\/(?!\/))/.test(address) &&
    URL.canParse(address, 'http://localhost')
  );
};

/** The name that the language had before cookies were named after the product. */
const FORMER_LOCALE = 'locale';

/**
 * The Cookie header without what is none of ours: foreign cookies, malformed values, second ones of a name. Parsers behind
 * the edge thus see five short cookies at most, whatever else lives on the host.
 */
export const keepKnownCookies = (header: string | undefined, names: CookieNames): string | undefined => {
  const kinds = new Map(Object.entries(names).map(([kind, name]) => [name, kind as keyof CookieNames]));
  const kept = new Map<string, string>();
  let formerLocale: string | undefined;
  for (const pair of (header ?? '').split(';')) {
    const at = pair.indexOf('=');
    const name = pair.slice(0, at).trim();
    const value = pair.slice(at + 1).trim();
    const kind = at > 0 ? kinds.get(name) : undefined;
    if (kind && !kept.has(name) && VALUES[kind](value)) kept.set(name, value);
    else if (name === FORMER_LOCALE && isLocale(value)) formerLocale = value;
  }
  if (formerLocale && !kept.has(names.locale)) kept.set(names.locale, formerLocale);
  return kept.size > 0 ? [...kept].map(([name, value]) => `${name}=${value}`).join('; ') : undefined;
};

import { readEnvironment } from '@/src/infrastructure/environment/read-environment';
import { edgeEnv } from './edge/edge-env';

/** The names of all cookies of the product. The theme is kept in the browser's own storage and needs none. */
export type CookieNames = Record<'session' | 'csrf' | 'callbackUrl' | 'locale' | 'timeZone', string>;

/**
 * Named after the product, since cookies are shared by everything on a host. Under https `__Host-` keeps neighbouring
 * hosts and plain http from setting them (RFC 6265bis, section 4.1.3).
 */
export const toCookieNames = (secure: boolean): CookieNames => {
  const prefix = secure ? '__Host-portaria' : 'portaria';
  return {
    session: `${prefix}.session`,
    csrf: `${prefix}.csrf`,
    callbackUrl: `${prefix}.callback-url`,
    locale: `${prefix}.locale`,
    timeZone: `${prefix}.time-zone`,
  };
};

let known: CookieNames | undefined;

/** The names in this process; the first call reads PUBLIC_URL. */
export const cookieNames = (): CookieNames => (known ??= toCookieNames(isSecure()));

/** Whether people reach the product by https, as PUBLIC_URL says. */
export const isSecure = (): boolean =>
  readEnvironment(edgeEnv.pick({ PUBLIC_URL: true })).PUBLIC_URL?.protocol === 'https:';

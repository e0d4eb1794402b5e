import type { IncomingMessage } from 'node:http';
import { passOriginInwards, publicOrigin } from './public-origin';
import { type Network, passAddressInwards, visitorAddress } from './visitor-address';

/** What is believed about a request: `publicUrl` (undefined: this machine only), our port, and the proxies in front. */
export type Belief = { publicUrl: URL | undefined; port: number; trustedProxies: readonly Network[] };

/**
 * Replaces what a request says of its visitor and of our own address by what is known of them. Whatever stands behind
 * the edge may believe the headers Host, X-Forwarded-Host, X-Forwarded-Proto, X-Forwarded-For and the private one.
 */
export const replaceClaims = (request: IncomingMessage, belief: Belief): void => {
  passAddressInwards(request, visitorAddress(request, belief.trustedProxies));
  passOriginInwards(request, publicOrigin(request, belief));
};

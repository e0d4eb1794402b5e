import { networkOf } from './network-of';

/**
 * The private header in which the edge (`edge/`) tells pages and handlers where a request comes from. What a visitor
 * sends under this name never gets past the edge.
 */
export const CLIENT_ADDRESS_HEADER = 'x-portaria-client-address';

/** What a request without an address counts as: one visitor, who shares every limit with all others of the kind. */
const UNKNOWN_ADDRESS = 'unknown';

type WithHeaders = { headers: Pick<Headers, 'get'> };

/**
 * The visitor's IP address in its canonical form (an IPv4-mapped one as IPv4): the peer of the socket or, behind trusted
 * proxies, what they say of it.
 */
export const clientAddress = ({ headers }: WithHeaders): string =>
  headers.get(CLIENT_ADDRESS_HEADER) ?? UNKNOWN_ADDRESS;

/** What belongs to one visitor, for limits: the address itself, of IPv6 the network such as `2001:db8::/64`. */
export const clientNetwork = (request: WithHeaders): string => networkOf(clientAddress(request));

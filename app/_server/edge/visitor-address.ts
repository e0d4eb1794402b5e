import type { IncomingMessage } from 'node:http';
import ipaddr from 'ipaddr.js';
import { CLIENT_ADDRESS_HEADER } from '../client-address';
import { type IpAddress, readAddress } from '../ip-address';

/** A network, as ipaddr.js has it: its address and the length of its prefix. */
export type Network = [IpAddress, number];

/** Reads a list such as `127.0.0.0/8, ::1`; an address alone is a network of one. Throws where an entry is neither. */
export const toNetworks = (list: string): Network[] =>
  list
    .split(',')
    .map((entry) => entry.trim())
    .filter((entry) => entry !== '')
    .map(toNetwork);

const toNetwork = (entry: string): Network => {
  if (entry.includes('/')) return ipaddr.parseCIDR(entry);
  const address = ipaddr.process(entry);
  return [address, address.kind() === 'ipv4' ? 32 : 128];
};

/** Whether the address belongs to a trusted proxy. */
export const isTrusted = (address: string, trustedProxies: readonly Network[]): boolean => {
  const parsed = readAddress(address);
  return (
    parsed !== undefined &&
    trustedProxies.some(([network, bits]) => parsed.kind() === network.kind() && parsed.match(network, bits))
  );
};

/**
 * Whose request it is: the peer of the socket; where that is a trusted proxy, the last entry of X-Forwarded-For that is
 * none. Each proxy appends the peer it saw, so only what stands to the right of the first untrusted address is known.
 */
export const visitorAddress = (request: IncomingMessage, trustedProxies: readonly Network[]): string => {
  let known = canonical(request.socket.remoteAddress ?? '') ?? 'unknown';
  const entries = [request.headers['x-forwarded-for'] ?? []].flat().join(',').split(',');
  while (entries.length > 0 && isTrusted(known, trustedProxies)) {
    const before = canonical(entries.pop() ?? '');
    if (!before) break;
    known = before;
  }
  return known;
};

/** Reads `1.2.3.4`, `1.2.3.4:5678`, `::1`, `[::1]`, `[::1]:5678` and `"[::1]"`; undefined for anything else. */
const canonical = (text: string): string | undefined => {
  const bare = text.trim().replace(/^"(.*)"$/, '$1');
  const [, host = bare] =
    /^\[([^\]]*)\](?::\d{1,5})?$/.exec(bare) ?? /^(\d+(?:\.\d+){3}):\d{1,5}$/.exec(bare) ?? [];
  return readAddress(host.replace(/%.*$/, ''))?.toString();
};

/** Tells the address inwards, in the place of whatever came from outside under that name. */
export const passAddressInwards = (request: IncomingMessage, address: string): void => {
  request.headers[CLIENT_ADDRESS_HEADER] = address;
  request.headers['x-forwarded-for'] = address;
};

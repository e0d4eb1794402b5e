import ipaddr from 'ipaddr.js';
import { readAddress } from './ip-address';

const BITS_OF_A_NETWORK = 64;

/**
 * Whom an address belongs to, as far as limits can tell: an IPv4 address itself, also where IPv6 only carries it
 * (RFC 4291 2.5.5.2, RFC 6052), else the /64 network, since every subscriber of IPv6 has one whole. What is no address
 * is one network of its own.
 */
export const networkOf = (address: string): string => {
  const parsed = readAddress(address);
  if (!parsed) return 'unknown';
  if (!(parsed instanceof ipaddr.IPv6)) return parsed.toString();
  if (parsed.range() === 'rfc6052') return new ipaddr.IPv4(parsed.toByteArray().slice(-4)).toString();
  const network = ipaddr.IPv6.networkAddressFromCIDR(`${withoutZone(parsed)}/${BITS_OF_A_NETWORK}`);
  return `${network.toString()}/${BITS_OF_A_NETWORK}`;
};

const withoutZone = (address: ipaddr.IPv6): string => new ipaddr.IPv6(address.toByteArray()).toString();

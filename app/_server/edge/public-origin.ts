import type { IncomingMessage } from 'node:http';
import { readAddress } from '../ip-address';

type Known = { publicUrl: URL | undefined; port: number };

/**
 * The origin under which the visitor is served: PUBLIC_URL, whatever the request says. Without it the product is for this
 * machine: the Host header is believed where it names the machine itself, and anything else counts as localhost.
 */
export const publicOrigin = (request: IncomingMessage, { publicUrl, port }: Known): URL => {
  if (publicUrl) return publicUrl;
  const host = `http://${request.headers.host ?? ''}`;
  const named = /^[\w.:[\]-]+$/.test(request.headers.host ?? '') && URL.canParse(host) && new URL(host);
  return named && namesThisMachine(named.hostname, request.socket.localAddress ?? '')
    ? new URL(named.origin)
    : new URL(`http://localhost:${port}`);
};

const namesThisMachine = (hostname: string, localAddress: string): boolean => {
  if (hostname === 'localhost') return true;
  const address = readAddress(hostname.replace(/^\[(.*)\]$/, '$1'));
  if (!address) return false;
  return address.range() === 'loopback' || address.toString() === readAddress(localAddress)?.toString();
};

/** Tells the origin inwards, in the place of everything that a visitor or a proxy may claim about it. */
export const passOriginInwards = ({ headers }: IncomingMessage, { host, protocol }: URL): void => {
  headers.host = host;
  headers['x-forwarded-host'] = host;
  headers['x-forwarded-proto'] = protocol.slice(0, -1);
  delete headers['x-forwarded-port'];
  delete headers.forwarded;
};

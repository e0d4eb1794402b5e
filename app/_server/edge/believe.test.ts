import { createServer, request as send, type IncomingHttpHeaders, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { clientAddress, clientNetwork } from '../client-address';
import { type Belief, replaceClaims } from './believe';
import { toNetworks } from './visitor-address';

const PORT = 3_000;
const nobody: Belief = { publicUrl: undefined, port: PORT, trustedProxies: [] };
const loopback = toNetworks('127.0.0.0/8, ::1');

let belief: Belief;
let server: Server;
beforeAll(async () => {
  server = createServer((request, response) => {
    replaceClaims(request, belief);
    response.end(JSON.stringify(request.headers));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
});
afterAll(() => void server.close());
beforeEach(() => void (belief = nobody));

/** The headers as they are known behind the edge. */
const inside = (headers: Record<string, string | string[]>): Promise<IncomingHttpHeaders> =>
  new Promise((resolve, reject) => {
    const { port } = server.address() as AddressInfo;
    send({ port, host: '127.0.0.1', headers, setHost: false }, (response) => {
      let text = '';
      response.on('data', (chunk) => (text += chunk));
      response.on('end', () => resolve(JSON.parse(text)));
    })
      .on('error', reject)
      .end();
  });

const addressOf = async (headers: Record<string, string | string[]>): Promise<string> =>
  clientAddress({ headers: new Headers((await inside(headers)) as Record<string, string>) });

describe('the address of the visitor', () => {
  it('is the peer, whatever the headers say, where the peer is no trusted proxy', async () => {
    const forged = { 'x-forwarded-for': '6.6.6.6', 'x-portaria-client-address': '6.6.6.6', host: 'x' };
    expect(await addressOf(forged)).toBe('127.0.0.1');
  });

  it.each([
    ['203.0.113.9', '203.0.113.9'],
    ['6.6.6.6, 203.0.113.9', '203.0.113.9'],
    ['6.6.6.6, 203.0.113.9, 10.1.2.3', '203.0.113.9'],
    ['203.0.113.9:51234', '203.0.113.9'],
    ['[2001:DB8::1]:443', '2001:db8::1'],
    ['"[2001:db8::1]"', '2001:db8::1'],
    ['2001:db8::1', '2001:db8::1'],
    ['::ffff:203.0.113.9', '203.0.113.9'],
    ['10.0.0.1, 10.0.0.2', '10.0.0.1'],
    ['nonsense', '127.0.0.1'],
    ['203.0.113.9, nonsense', '127.0.0.1'],
    ['203.0.113.9, unknown, 10.0.0.2', '10.0.0.2'],
    ['1', '127.0.0.1'],
    ['', '127.0.0.1'],
    [' , ,', '127.0.0.1'],
  ])('behind trusted proxies, %s means %s', async (forwardedFor, address) => {
    belief = { ...nobody, trustedProxies: [...loopback, ...toNetworks('10.0.0.0/8')] };
    expect(await addressOf({ 'x-forwarded-for': forwardedFor, host: 'x' })).toBe(address);
  });

  it('is read from several headers of the name as from one list', async () => {
    belief = { ...nobody, trustedProxies: loopback };
    expect(await addressOf({ 'x-forwarded-for': ['6.6.6.6', '203.0.113.9'], host: 'x' })).toBe('203.0.113.9');
  });

  it('of a visitor who sends the private header is not what that says', async () => {
    belief = { ...nobody, trustedProxies: loopback };
    expect(await addressOf({ 'x-portaria-client-address': '6.6.6.6', host: 'x' })).toBe('127.0.0.1');
  });

  it('counts as a network of 64 bits for IPv6', () => {
    const at = (address: string) =>
      clientNetwork({ headers: new Headers({ 'x-portaria-client-address': address }) });
    expect(at('2001:db8:1:2:3:4:5:6')).toBe('2001:db8:1:2::/64');
    expect(at('203.0.113.9')).toBe('203.0.113.9');
    expect(clientNetwork({ headers: new Headers() })).toBe('unknown');
  });
});

describe('a list of proxies', () => {
  it('takes addresses and networks', () => {
    expect(toNetworks('')).toEqual([]);
    expect(toNetworks('10.0.0.1, 2001:db8::/32')).toHaveLength(2);
  });

  it.each(['10.0.0.0/33', 'proxy.example', '10.0.0.0/8;::1'])('refuses %s', (list) => {
    expect(() => toNetworks(list)).toThrow();
  });
});

const originOf = async (headers: Record<string, string>): Promise<string> => {
  const { host, ...rest } = await inside(headers);
  expect(rest['x-forwarded-host']).toBe(host);
  return `${rest['x-forwarded-proto']}://${host}`;
};

describe('the origin of the pages', () => {
  it('is PUBLIC_URL, whatever host and protocol the request names', async () => {
    belief = { ...nobody, trustedProxies: loopback, publicUrl: new URL('https://portaria.example') };
    const forged = {
      host: 'evil.example',
      'x-forwarded-host': 'evil.example, other.example',
      'x-forwarded-proto': 'http, ftp',
      'x-forwarded-port': '81',
      forwarded: 'host=evil.example',
    };
    expect(await originOf(forged)).toBe('https://portaria.example');
    expect(await inside(forged)).not.toHaveProperty('forwarded');
    expect(await inside(forged)).not.toHaveProperty('x-forwarded-port');
  });

  it.each([
    ['localhost:8080', 'http://localhost:8080'],
    ['127.0.0.1:3000', 'http://127.0.0.1:3000'],
    ['127.0.0.1', 'http://127.0.0.1'],
    ['[::1]:3000', 'http://[::1]:3000'],
    ['evil.example', 'http://localhost:3000'],
    ['localhost.evil.example', 'http://localhost:3000'],
    ['6.6.6.6', 'http://localhost:3000'],
    ['user@localhost', 'http://localhost:3000'],
    ['localhost/path', 'http://localhost:3000'],
    ['local host', 'http://localhost:3000'],
    ['', 'http://localhost:3000'],
  ])('without PUBLIC_URL, the host %s gives %s', async (host, origin) => {
    belief = { ...nobody, trustedProxies: loopback };
    expect(await originOf({ host, 'x-forwarded-host': 'evil.example', 'x-forwarded-proto': 'https' })).toBe(
      origin,
    );
  });
});

import { describe, expect, it } from 'vitest';
import { toCookieNames } from '../cookie-names';
import { edgeEnv } from './edge-env';

const publicUrl = edgeEnv.pick({ PUBLIC_URL: true });

describe('PUBLIC_URL', () => {
  it.each(['https://portaria.example', 'http://localhost:3000/', 'https://portaria.example:8443'])(
    'takes %s',
    (address) => {
      expect(publicUrl.parse({ PUBLIC_URL: address }).PUBLIC_URL?.origin).toBe(address.replace(/\/$/, ''));
    },
  );

  it.each([
    'portaria.example',
    'ftp://portaria.example',
    'https://portaria.example/path',
    'https://a@b.example',
  ])('refuses %s', (address) => {
    expect(publicUrl.safeParse({ PUBLIC_URL: address }).success).toBe(false);
  });
});

it('refuses proxies that are no addresses', () => {
  const proxies = edgeEnv.pick({ TRUSTED_PROXIES: true });
  expect(proxies.parse({}).TRUSTED_PROXIES).toHaveLength(2);
  expect(proxies.safeParse({ TRUSTED_PROXIES: 'proxy.example' }).error?.issues[0]?.path).toEqual([
    'TRUSTED_PROXIES',
  ]);
});

it('names each cookie after the product, bound to the host under https', () => {
  const plain = Object.values(toCookieNames(false));
  expect(plain.every((name) => name.startsWith('portaria.'))).toBe(true);
  expect(Object.values(toCookieNames(true))).toEqual(plain.map((name) => `__Host-${name}`));
});

import { describe, expect, it } from 'vitest';
import { toCookieNames } from '../cookie-names';
import { keepKnownCookies } from './known-cookies';

const names = toCookieNames(false);
const kept = (header: string | undefined) => keepKnownCookies(header, names);

describe('known cookies', () => {
  it.each([
    'portaria.session=eyJhbGciOiJkaXIi.._x-y.abc.def',
    `portaria.csrf=${'a'.repeat(64)}%7C${'0'.repeat(64)}`,
    'portaria.callback-url=http%3A%2F%2Flocalhost%3A3000%2Fadmin',
    'portaria.callback-url=%2Fadmin',
    'portaria.locale=pt-BR',
    'portaria.time-zone=America%2FSao_Paulo',
  ])('keep %s', (pair) => {
    expect(kept(`other=1; ${pair} ;x`)).toBe(pair);
  });

  it.each([
    undefined,
    '',
    ';;=;',
    '=value',
    'next-auth.callback-url=nonsense',
    'portaria.callback-url=nonsense',
    'portaria.callback-url=javascript:alert(1)',
    'portaria.callback-url=%2F%2Fevil.example',
    'portaria.callback-url=%ff',
    'portaria.session=%ff',
    `portaria.session=${'a'.repeat(2_100)}.b.${'c'.repeat(2_100)}`,
    'portaria.csrf=short',
    'portaria.locale=xx',
    'portaria.time-zone=%ff',
    'portaria.time-zone=<script>',
    '__Host-portaria.locale=en',
    'portaria.session.0=a.b.c',
  ])('do not keep %s', (header) => {
    expect(kept(header)).toBeUndefined();
  });

  it('keep the first of a name, and the language of before the names', () => {
    expect(kept('portaria.locale=xx; portaria.locale=en; portaria.locale=pt-BR')).toBe('portaria.locale=en');
    expect(kept('locale=pt-BR')).toBe('portaria.locale=pt-BR');
    expect(kept('locale=pt-BR; portaria.locale=en')).toBe('portaria.locale=en');
  });

  // A quadratic search would take minutes, and the test has five seconds.
  it('are found among a great many', () => {
    expect(kept(`${'a=b; '.repeat(200_000)}portaria.locale=en`)).toBe('portaria.locale=en');
  });
});

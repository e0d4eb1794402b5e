import { parseAndValidateFlightRouterState } from 'next/dist/server/app-render/parse-and-validate-flight-router-state';
import { describe, expect, it } from 'vitest';
import { dropFrameworkHeaders } from './framework-headers';

const left = (headers: Record<string, string>, path = '/admin'): Record<string, unknown> => {
  const all = { accept: '*/*', ...headers };
  dropFrameworkHeaders(all, path);
  return all;
};

const tree = (value: unknown): string => encodeURIComponent(JSON.stringify(value));
const REAL = [
  ['', { children: ['__PAGE__', {}] }],
  [
    '',
    {
      children: [
        'registrations',
        { children: [['id', 'x', 'd', null], { children: ['__PAGE__?{"token":"y"}', {}] }] },
      ],
    },
    null,
    'refetch',
  ],
  [
    '',
    { children: ['admin', { children: ['__PAGE__', {}, ['/admin', '/'], null] }, null, null, 16] },
    null,
    null,
    1,
  ],
];
const GARBAGE = [
  'x',
  1,
  null,
  {},
  [],
  [''],
  ['', null],
  [1, {}],
  ['', { a: 1 }],
  ['', {}, 'x'],
  ['', {}, null, 'x'],
  [['a', 'b'], {}],
  ['', {}, null, null, 'x'],
  ['', {}, null, null, 1, 2],
];

describe('the tree of the router', () => {
  it.each(REAL.map((value) => [tree(value)]))('passes as Next sends it: %s', (value) => {
    expect(left({ 'next-router-state-tree': value })).toHaveProperty('next-router-state-tree');
    expect(() => parseAndValidateFlightRouterState(value)).not.toThrow();
  });

  it.each([...GARBAGE.map((value) => [tree(value)]), ['nonsense'], ['%ff'], [tree('['.repeat(5_000))]])(
    'is dropped where Next would answer 500: %s',
    (value) => {
      expect(left({ rsc: '1', 'next-router-state-tree': value })).toEqual({ accept: '*/*', rsc: '1' });
      expect(() => parseAndValidateFlightRouterState(value)).toThrow();
    },
  );
});

it('lets in only what the router of the browser sends', () => {
  const real = {
    rsc: '1',
    'next-router-prefetch': '1',
    'next-router-segment-prefetch': '/_tree',
    'next-url': '/admin',
  };
  expect(left(real)).toEqual({ accept: '*/*', ...real });
  const forged = {
    rsc: 'x',
    'next-router-prefetch': '%ff',
    'next-action': 'x',
    'next-resume': '1',
    'x-nextjs-data': '1',
    'x-middleware-subrequest': 'x',
    'x-now-route-matches': '1',
    'x-action-forwarded': '1',
    'x-matched-path': '/',
    'next-url': '\u00ff',
  };
  expect(left(forged)).toEqual({ accept: '*/*' });
  expect(left(real, '/api/registrations')).toEqual({ accept: '*/*' });
});

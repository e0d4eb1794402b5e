import { describe, expect, it } from 'vitest';
import { productUrl } from '../../harness/product';
import {
  expectGuarded,
  expectProblem,
  headerOf,
  requestBytes as request,
  say as sayTo,
  statusOf,
} from '../../harness/raw-http';

const say = (bytes: string): Promise<string> => sayTo(Number(new URL(productUrl()).port), bytes);

const PAGES = ['/', '/signin', '/admin', '/admin/dead-letters', '/registrations/x?token=y', '/nothing'];
const ROUTES = [
  ...['/api', '/api/nothing', '/api/health/live', '/api/registrations', '/api/registrations/x?token=y'],
  ...[
    '/api/registrations/x/events?token=y',
    '/api/auth/csrf',
    '/api/auth/session',
    '/api/auth/callback/credentials',
  ],
  ...['/api/auth/nothing', '/api/language', '/api/review/registrations', '/api/review/registrations/x'],
  ...['/api/review/registrations/x/decision', '/api/review/events', '/api/review/dead-letters'],
  ...['/api/review/dead-letters/x', '/api/review/dead-letters/x/redrive'],
];
const METHODS = ['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS', 'PROPFIND', 'TRACE'];

/** Nothing that anybody sends is a fault of the server, and every answer is guarded; errors of the API say what they are. */
const expectSound = (answer: string, path: string, method = 'GET'): void => {
  const status = statusOf(answer);
  expect(status, `${method} ${path}`).toBeGreaterThanOrEqual(200);
  expect(status, `${method} ${path}`).toBeLessThan(500);
  expectGuarded(answer);
  if (status < 400 || !/^\/+api\b/.test(path)) return;
  expect(headerOf(answer, 'content-type'), `${method} ${path} ${status}`).toMatch(
    /^application\/problem\+json/,
  );
  if (method !== 'HEAD') expect(answer, `${method} ${path}`).toContain(`"status":${status}`);
  if (status === 405) expect(headerOf(answer, 'allow'), `${method} ${path}`).toBeTruthy();
};

describe('every route answers every method', () => {
  it.each(METHODS)('%s', async (method) => {
    for (const path of [...PAGES, ...ROUTES])
      expectSound(await say(request(`${method} ${path}`)), path, method);
  });
});

describe('odd addresses', () => {
  const segments = [
    '%ff',
    '%00',
    '%2e%2e%2f',
    '..%5c',
    '%e0%a4',
    '%',
    "'",
    '"',
    '{}',
    '[id]',
    '*',
    'a'.repeat(2_000),
  ];
  const places = [
    '/api/registrations/@',
    '/api/review/registrations/@',
    '/api/review/dead-letters/@',
    '/registrations/@',
    '/@',
  ];
  const queries = [
    '/api/registrations/x?token=@',
    '/registrations/x?token=@',
    '/admin?registration=@',
    '/signin?callbackUrl=@',
  ];

  it.each([...places, ...queries])('%s', async (place) => {
    for (const segment of segments) {
      const path = place.replace('@', segment);
      expectSound(await say(request(`GET ${path}`)), path);
    }
  });

  it.each([
    '//evil.example/a',
    '///evil.example',
    '/\\evil.example',
    '/./..//../etc/passwd',
    '/_next/static/../../x',
    '/_next/image?url=/x&w=1&q=1',
    '/_next/data/x/y.json',
    '//api//registrations',
  ])('%s leads to no other host', async (path) => {
    const answer = await say(request(`GET ${path}`));
    expectSound(answer, path);
    expect(headerOf(answer, 'location') ?? '/').toMatch(/^\/(?!\/)|^http:\/\/localhost/);
  });

  it('a malformed address of the API is a problem, like a malformed body', async () => {
    expectProblem(await say(request('GET /api/registrations/%ff')), 400);
    const json = ['Content-Type: application/json', 'Content-Length: 1'];
    for (const path of [
      '/api/auth/callback/credentials',
      '/api/auth/signin/credentials',
      '/api/auth/signout',
      '/api/auth/_log',
    ])
      expectSound(await say(request(`POST ${path}`, json, '{')), path, 'POST');
    expectProblem(
      await say(request('POST /api/registrations', ['Content-Type: text/plain', 'Content-Length: 2'], '{}')),
      415,
    );
  });
});

describe('odd headers', () => {
  const headers: [string, string[]][] = [
    ['a tree of the router that is none', ['RSC: 1', 'Next-Router-State-Tree: nonsense']],
    [
      'half a tree',
      ['RSC: 1', 'Next-Router-State-Tree: %5B%22%22%5D', 'Next-Router-Prefetch: %ff', 'Next-Url: nonsense'],
    ],
    ['a segment of nowhere', ['RSC: 1', 'Next-Router-Prefetch: 1', 'Next-Router-Segment-Prefetch: /../x']],
    ['an action of nobody', ['Next-Action: nonsense', 'Content-Type: multipart/form-data']],
    [
      'words of the framework',
      ['X-Nextjs-Data: 1', 'X-Middleware-Subrequest: x', 'Next-Resume: 1', 'X-Matched-Path: /%ff'],
    ],
    [
      'hosts in a list',
      ['X-Forwarded-Host: a, b', 'X-Forwarded-Proto: gopher, https', 'X-Forwarded-Port: 1, 2'],
    ],
    [
      'a cookie of another product',
      ['Cookie: next-auth.callback-url=nonsense; portaria.callback-url=nonsense; a=%ff'],
    ],
    [
      'a session that is none',
      ['Cookie: portaria.session=%ff; portaria.csrf=x; portaria.locale=%00; portaria.time-zone=%ff'],
    ],
    ['a range of nothing', ['Range: bytes=9-1,x', 'If-None-Match: "', 'If-Modified-Since: never']],
    ['languages of nobody', [`Accept-Language: ${'x;q=y,'.repeat(1_000)}`]],
    ['an upgrade', ['Upgrade: websocket', 'Sec-WebSocket-Key: x']],
    ['an origin that is none', ['Origin: null', 'Referer: nonsense', 'Sec-Fetch-Site: nonsense']],
  ];

  it.each(headers)('%s', async (_what, lines) => {
    for (const path of ['/', '/signin', '/admin', '/nothing', '/api/auth/session', '/api/registrations/x'])
      for (const method of ['GET', 'POST'])
        expectSound(await say(request(`${method} ${path}`, lines)), path, method);
  });

  it('no forged host is in any redirect, link or cookie', async () => {
    const forged = [
      'X-Forwarded-Host: evil.example',
      'Forwarded: host=evil.example',
      'Origin: http://evil.example',
    ];
    for (const path of [
      '/',
      '/admin',
      '/signin',
      '/api/auth/csrf',
      '/api/auth/signin',
      '/api/auth/providers',
    ]) {
      expect(
        await say(request(`GET ${path}`, forged).replace('Host: x', 'Host: evil.example')),
      ).not.toContain('evil');
    }
  });

  it('cookies without end cost next to nothing', async () => {
    const cookies = Array.from({ length: 1_300 }, (_, i) => `c${i}=%41`).join('; ');
    const began = performance.now();
    for (const path of ['/', '/api/auth/session', '/signin'])
      expectSound(await say(request(`GET ${path}`, [`Cookie: ${cookies}`])), path);
    expect(performance.now() - began).toBeLessThan(1_500);
  });
});

it('a body of 20 MB is refused at once, wherever it goes', async () => {
  const began = performance.now();
  for (const path of ['/api/auth/callback/credentials', '/api/registrations', '/api/nothing', '/'])
    expectProblem(await say(request(`POST ${path}`, ['Content-Length: 20000000'], 'a'.repeat(1_000))), 413);
  expect(performance.now() - began).toBeLessThan(5_000);
});

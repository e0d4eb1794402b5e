import fc from 'fast-check';
import type { DocumentedRoute } from './documented-routes';
import type { Sent } from './exchange';

/** A request for a route, which is anything from what the route is for to rubbish in every part. */
export type RouteRequest = { route: DocumentedRoute; sent: Sent };

type Known = { ids: readonly string[]; cookie: string };

const METHODS = ['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS', 'PROPFIND', 'TRACE'];

const HOSTILE_SEGMENTS = [
  '%ff',
  '%00',
  '%',
  '%2e%2e%2f%2e%2e%2fetc%2fpasswd',
  '..%5c..',
  '__proto__',
  'constructor',
  '%F0%9F%98%80',
  "'%20OR%201=1--",
  '%E2%80%AE',
  'a'.repeat(3_000),
];

/** Printable ASCII and Latin-1: what Node's client accepts in a header's value. */
const headerText = fc
  .string({
    unit: fc.integer({ min: 0x20, max: 0xff }).map((code) => String.fromCharCode(code)),
    maxLength: 60,
  })
  .filter((text) => !/[\u007f-\u009f]/.test(text));

const segment = ({ ids }: Known): fc.Arbitrary<string> =>
  fc.oneof(
    fc.constantFrom(...ids),
    fc.uuid(),
    fc.constantFrom(...HOSTILE_SEGMENTS),
    fc.string({ unit: 'binary', maxLength: 40 }).map(encodeLoosely),
    fc.constantFrom(
      'csrf',
      'session',
      'providers',
      'signin',
      'signout',
      'error',
      'callback/credentials',
      '_log',
    ),
  );

/** Lone surrogates cannot be encoded at all, and every character has to be visible ASCII in the end. */
const encodeLoosely = (text: string): string =>
  encodeURIComponent(text.replaceAll(/\p{Surrogate}/gu, '')) || 'x';

const query = fc
  .array(
    fc.tuple(
      fc.constantFrom(
        'token',
        'limit',
        'order',
        'cursor',
        'status',
        'callbackUrl',
        'error',
        '__proto__',
        '_rsc',
      ),
      fc.oneof(
        fc.integer().map(String),
        fc.constantFrom(
          'oldest',
          'pending',
          '%ff',
          '%00',
          'https://evil.example',
          '//evil.example',
          '[]',
          '',
        ),
        fc.string({ unit: 'binary', maxLength: 40 }).map(encodeLoosely),
      ),
    ),
    { maxLength: 4 },
  )
  .map((pairs) => pairs.map(([name, value]) => `${name}=${value}`).join('&'));

const headers = ({ cookie }: Known): fc.Arbitrary<Record<string, string>> =>
  fc
    .record(
      {
        cookie: fc.oneof(
          { weight: 3, arbitrary: fc.constant(cookie) },
          headerText,
          headerText.map((text) => `next-auth.callback-url=${text}; portaria.session=${text}`),
        ),
        'content-type': fc.oneof(
          { weight: 4, arbitrary: fc.constant('application/json') },
          fc.constantFrom(
            'application/x-www-form-urlencoded',
            'multipart/form-data; boundary=x',
            'text/plain',
          ),
          headerText,
        ),
        'idempotency-key': fc.oneof(fc.uuid(), headerText),
        'accept-language': headerText,
        'accept-encoding': fc.constantFrom('gzip', 'br', 'identity;q=0', '*'),
        origin: fc.constantFrom('https://evil.example', 'null', 'http://127.0.0.1'),
        'sec-fetch-site': fc.constantFrom('cross-site', 'same-origin', 'none'),
        'x-forwarded-host': fc.constantFrom('evil.example', 'a, b', '[', 'a b'),
        'x-forwarded-proto': fc.constantFrom('https', 'https, http', 'gopher'),
        'x-forwarded-for': fc.constantFrom('1.2.3.4', 'a, b', '::1, 10.0.0.1', '999.1.1.1'),
        'next-action': headerText,
        rsc: fc.constant('1'),
        'next-router-state-tree': headerText,
        'last-event-id': headerText,
        range: fc.constantFrom('bytes=0-', 'bytes=9-1', 'x'),
        'if-none-match': headerText,
      },
      { requiredKeys: [] },
    )
    .map((given) => Object.fromEntries(Object.entries(given).map(([name, value]) => [name, value.trim()])));

const text = fc.oneof(
  fc.string({ unit: 'grapheme', maxLength: 80 }),
  fc.string({ unit: 'binary', maxLength: 80 }),
  fc.constantFrom('Ana', 'ana@example.org', 'approve', 'reject', '\u0000', '\ud800', 'x'.repeat(3_000)),
);

const form = fc.record({
  name: fc.oneof({ weight: 3, arbitrary: fc.constant('Ana Lima') }, text),
  email: fc.oneof({ weight: 3, arbitrary: fc.uuid().map((id) => `ana.${id}@example.org`) }, text),
  reason: fc.oneof({ weight: 3, arbitrary: fc.constant('To read along.') }, text),
});

const body = fc.oneof(
  { weight: 4, arbitrary: form.map((value) => JSON.stringify(value)) },
  fc.record({ verdict: text, reason: text }, { requiredKeys: [] }).map((value) => JSON.stringify(value)),
  fc.json({ maxDepth: 4 }),
  fc.string({ unit: 'binary', maxLength: 400 }),
  fc.constantFrom('', '{', '[[[[', '{"__proto__":{"admin":true}}', 'csrfToken=x&email=a&password=b', '"'),
);

/** One request for any of the routes; `known.ids` are registrations that exist, `known.cookie` is a reviewer's. */
export const arbitraryRequest = (
  routes: readonly DocumentedRoute[],
  known: Known,
): fc.Arbitrary<RouteRequest> =>
  fc
    .record({
      route: fc.constantFrom(...routes),
      otherMethod: fc.option(fc.constantFrom(...METHODS), { freq: 4 }),
      segment: segment(known),
      query,
      headers: headers(known),
      body,
    })
    .map(({ route, otherMethod, segment: name, query: asked, headers: given, body: content }) => {
      const method = otherMethod ?? route.method;
      const path = `${route.path.replace('{id}', name)}${asked && `?${asked}`}`;
      const bodyless = method === 'GET' || method === 'HEAD' || method === 'TRACE';
      return { route, sent: { method, path, headers: given, body: bodyless ? undefined : content } };
    });

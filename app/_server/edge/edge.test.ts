import { describe, expect, it } from 'vitest';
import { LIMITS } from '@/src/application/contracts/registration-rules';
import { openEdge as open } from '@/tests/harness/open-edge';
import {
  answerOn,
  expectGuarded,
  expectProblem,
  requestBytes as request,
  statusOf as status,
} from '@/tests/harness/raw-http';

const seen = (
  answer: string,
): { method: string; url: string; headers: Record<string, string>; body: string } =>
  JSON.parse(answer.slice(answer.indexOf('\r\n\r\n') + 4).replace(/^[\da-f]+\r\n|\r\n0\r\n\r\n$/g, ''));

const headers = (count: number): string[] => Array.from({ length: count }, (_, i) => `X-H${i}: ${i}`);
const POSTED = ['Content-Type: application/json', 'Content-Length: 2'];

describe('what is no request of anybody', () => {
  it.each<[string, string, number]>([
    ['garbage', 'garbage\r\n\r\n', 400],
    ['a TLS hello', '\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03', 400],
    ['the preface of HTTP/2', 'PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n', 400],
    ['a request without a host', 'GET / HTTP/1.1\r\nConnection: close\r\n\r\n', 400],
    ['a target that is no path', request('GET nonsense'), 400],
    ['bytes that are no UTF-8', request('GET /api/registrations/%ff'), 400],
    ['half of an escape', request('GET /registrations/%e0%a4'), 400],
    ['a NUL in the path', request('GET /api/registrations/a%00b'), 400],
    ['a NUL in the query', request('GET /?token=%00'), 400],
    ['a star with GET', request('GET *'), 400],
    ['an unknown method', request('PROPFIND /'), 405],
    ['TRACE', request('TRACE /api/registrations'), 405],
    ['CONNECT', 'CONNECT example.org:443 HTTP/1.1\r\nHost: example.org\r\n\r\n', 405],
    ['PUT of a page', request('PUT /'), 405],
    ['a long address', request(`GET /?${'a'.repeat(5_000)}`), 414],
    ['an endless address', request(`GET /?${'a'.repeat(30_000)}`), 414],
    ['many headers', request('GET /', headers(500)), 431],
    ['a large header', request('GET /', [`X-Large: ${'a'.repeat(20_000)}`]), 431],
    ['an expectation of another kind', request('POST /api/registrations', ['Expect: 200-ok']), 417],
    ['a chunk that is none', request('POST /api/x', ['Transfer-Encoding: chunked'], 'zz\r\n'), 400],
    ['two lengths', request('POST /api/x', ['Content-Length: 1', 'Content-Length: 2'], 'aa'), 400],
  ])('%s is refused with a problem', async (_what, bytes, expected) => {
    expectProblem(await (await open()).say(bytes), expected);
  });

  it('tells which methods there are', async () => {
    const { say } = await open();
    const star = await say(request('OPTIONS *'));
    expect([status(star), /^allow: (.*)$/im.exec(star)?.[1]]).toEqual([204, expect.stringContaining('POST')]);
    expect(await say(request('PROPFIND /'))).toMatch(/allow: GET, HEAD/i);
    expectGuarded(star);
  });

  it('leads a form that was sent before its page had loaded back to it, and to no other host', async () => {
    const { say } = await open();
    const answer = await say(request('POST //evil.example/?a=b', POSTED, '{}'));
    expect([status(answer), /^location: (.*)$/im.exec(answer)?.[1]?.trim()]).toEqual([
      303,
      '/evil.example/?a=b',
    ]);
  });
});

describe('a body', () => {
  const large = LIMITS.bodyBytes + 1;

  it('arrives whole', async () => {
    const { say } = await open();
    const chunked = request('POST /api/x', ['Transfer-Encoding: chunked'], '2\r\nab\r\n1\r\nc\r\n0\r\n\r\n');
    expect(seen(await say(chunked)).body).toBe('abc');
    expect(seen(await say(request('POST /api/x', POSTED, '{}'))).body).toBe('{}');
  });

  it.each([
    ['/api/registrations', large],
    ['/api/auth/callback/credentials', 8 * 1024 + 1],
    ['/', large],
    ['/api/nothing', large],
  ])('for %s that says it is too large is refused before it is sent', async (path, bytes) => {
    const answer = await (await open()).say(request(`POST ${path}`, [`Content-Length: ${bytes}`]));
    expectProblem(answer, 413);
    expect(answer).toMatch(/connection: close/i);
  });

  it('that grows too large is refused, and its connection ends while it goes on', async () => {
    const { dial } = await open();
    const socket = dial();
    socket.write(request('POST /api/auth/signin', ['Transfer-Encoding: chunked']));
    const sending = setInterval(() => socket.writable && socket.write(`400\r\n${'a'.repeat(1_024)}\r\n`), 5);
    const answer = await answerOn(socket);
    clearInterval(sending);
    expectProblem(answer, 413);
  });

  it('that is awaited is asked for, and not where it is too large', async () => {
    const { say } = await open();
    const asked = await say(request('POST /api/x', ['Expect: 100-continue', ...POSTED], '{}'));
    expect(asked).toMatch(/^HTTP\/1.1 100 Continue\r\n\r\nHTTP\/1.1 200 OK/);
    expectProblem(
      await say(request('POST /api/x', ['Expect: 100-continue', `Content-Length: ${large}`])),
      413,
    );
  });

  it.each([
    ['headers', 'GET / HTTP/1.1\r\nHost: x\r\nX-Slow: '],
    ['a body', 'POST /api/x HTTP/1.1\r\nHost: x\r\nContent-Length: 10\r\n\r\nab'],
  ])('or headers that come too slowly end the connection: %s', async (_what, bytes) => {
    const patience = { headersMs: 100, requestMs: 200, idleMs: 10_000 };
    expectProblem(await (await open({ patience })).say(bytes), 408);
  });
});

describe('what passes', () => {
  it('has known cookies only, the names of this server and no private header of others', async () => {
    const { say } = await open();
    const foreign = Array.from({ length: 500 }, (_, i) => `c${i}=${i}`).join('; ');
    const answer = await say(
      request('GET http://evil.example/api/x?y=1', [
        `Cookie: ${foreign}; __Host-portaria.locale=en; __Host-portaria.callback-url=nonsense; other=%ff`,
        'X-Forwarded-Host: a, b',
        'X-Portaria-Client-Address: 6.6.6.6',
        'X-Portaria-Other: 1',
        'X-Middleware-Subrequest: x',
        'Next-Action: x',
        'RSC: 1',
        'Next-Router-State-Tree: nonsense',
        `Accept-Language: ${'a,'.repeat(2_000)}`,
      ]),
    );
    const { url, headers: inside } = seen(answer);
    expect(url).toBe('/api/x?y=1');
    expect(inside).toMatchObject({
      host: 'portaria.example',
      'x-forwarded-host': 'portaria.example',
      'x-forwarded-proto': 'https',
      'x-portaria-client-address': '127.0.0.1',
      cookie: '__Host-portaria.locale=en',
    });
    for (const name of [
      'rsc',
      'x-portaria-other',
      'x-middleware-subrequest',
      'next-action',
      'next-router-state-tree',
      'accept-language',
    ])
      expect(inside).not.toHaveProperty(name);
    expectGuarded(answer);
  });

  it('learns the nonce of the policy that the visitor gets, another one each time', async () => {
    const { say } = await open();
    const answers = [await say(request('GET /')), await say(request('GET /'))];
    const nonces = answers.map((answer) => /'nonce-([^']+)'/.exec(answer)?.[1]);
    expect(answers.map((answer) => seen(answer).headers['x-portaria-nonce'])).toEqual(nonces);
    expect(new Set(nonces).size).toBe(2);
  });

  it('is answered like any other request when it asks for an upgrade', async () => {
    const answer = await (
      await open()
    ).say(request('GET /', ['Upgrade: websocket']).replace('close', 'Upgrade, close'));
    expect(status(answer)).toBe(200);
  });

  it('is a problem of ours where whoever answers it fails', async () => {
    const handle = () => Promise.reject(new Error('a fault'));
    expectProblem(await (await open({ handle })).say(request('GET /api/x')), 500);
  });

  it('is told to come by https only, where it came by https', async () => {
    const hsts = /^strict-transport-security: max-age=\d{8,}\r$/im;
    expect(await (await open()).say(request('GET /'))).toMatch(hsts);
    expect(await (await open()).say('nonsense\r\n\r\n')).toMatch(hsts);
    const site = { secure: false, development: false };
    expect(await (await open({ site })).say(request('GET /'))).not.toMatch(hsts);
  });

  it('keeps private links from search engines and other sites', async () => {
    const answer = await (await open()).say(request('GET /registrations/x?token=y'));
    expect(answer).toMatch(/referrer-policy: no-referrer/i);
    expect(answer).toMatch(/x-robots-tag: noindex/i);
  });
});

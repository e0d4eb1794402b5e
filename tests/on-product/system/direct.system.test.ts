import { randomUUID } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { newApplicant } from '../../harness/people/people';
import { productWeb } from '../../harness/web-client';

/** The first the server answers by itself; whatever has a query it leaves to Next, which has the same route. */
const WAYS = ['/api/registrations', '/api/registrations?through=next'];

type Sent = { method?: string; headers?: Record<string, string>; body?: BodyInit };

const JSON_TYPE = { 'content-type': 'application/json' };
const form = () => JSON.stringify(newApplicant());

/** What differs from one answer to the next, whichever way it took. */
const SAYS_NOTHING = ['date', 'connection', 'keep-alive', 'content-length', 'transfer-encoding', 'vary'];

const send = async (path: string, { headers: sentHeaders, ...sent }: Sent) => {
  // Next compresses even what is short; whether it does is no part of the contract.
  const asked = { 'accept-encoding': 'identity', ...sentHeaders };
  const response = await productWeb.send(path, { method: 'POST', headers: asked, ...sent });
  const headers = Object.fromEntries(response.headers);
  for (const name of SAYS_NOTHING) delete headers[name];
  headers['content-security-policy'] = headers['content-security-policy']!.replace(/nonce-[^']+/, 'nonce');
  return { status: response.status, headers, body: await response.text() };
};

const CASES: [string, number, () => Sent][] = [
  ['a body that is no JSON', 400, () => ({ headers: JSON_TYPE, body: '{' })],
  ['a body that is no UTF-8', 400, () => ({ headers: JSON_TYPE, body: new Uint8Array([0x22, 0xff, 0x22]) })],
  ['no body', 400, () => ({ headers: JSON_TYPE })],
  ['a form of a browser', 415, () => ({ body: 'name=a' })],
  ['too much', 413, () => ({ headers: JSON_TYPE, body: JSON.stringify('a'.repeat(40_000)) })],
  ['no fields', 422, () => ({ headers: JSON_TYPE, body: '{}' })],
  [
    'a field too many',
    422,
    () => ({ headers: JSON_TYPE, body: JSON.stringify({ ...newApplicant(), x: 1 }) }),
  ],
  ['an unusable key', 400, () => ({ headers: { ...JSON_TYPE, 'idempotency-key': 'a b' }, body: form() })],
  ['another method', 405, () => ({ method: 'PUT', headers: JSON_TYPE, body: form() })],
];

it('the server answers the first by itself, and the second comes out of Next', async () => {
  const [direct, through] = await Promise.all(WAYS.map((path) => productWeb.send(path, { method: 'POST' })));
  expect(direct!.headers.get('vary')).toBeNull();
  expect(through!.headers.get('vary')).toContain('rsc');
});

describe('a sign-up is answered the same, whether the server or Next calls the handler', () => {
  it.each(CASES)('%s', async (_what, status, sent) => {
    const [direct, through] = await Promise.all(WAYS.map((path) => send(path, sent())));
    expect(direct).toEqual(through);
    expect(direct!.status).toBe(status);
  });

  it('one that is accepted, and the same once more on the other way', async () => {
    const sent = { headers: { ...JSON_TYPE, 'idempotency-key': randomUUID() }, body: form() };
    const answers = [];
    for (const path of [...WAYS, ...WAYS]) answers.push(await send(path, sent));
    const ids = answers.map(({ body }) => (JSON.parse(body) as { registrationId: string }).registrationId);
    expect(new Set(ids).size).toBe(1);
    expect(answers.map(({ status }) => status)).toEqual([202, 202, 202, 202]);
    expect(answers[0]!.headers).toEqual(answers[1]!.headers);
  });

  it('other words with the same key', async () => {
    const applicant = newApplicant();
    const headers = { ...JSON_TYPE, 'idempotency-key': randomUUID() };
    await send(WAYS[0]!, { headers, body: JSON.stringify(applicant) });
    const body = JSON.stringify({ ...applicant, reason: 'Other words.' });
    const [direct, through] = await Promise.all(WAYS.map((path) => send(path, { headers, body })));
    expect(direct).toEqual(through);
    expect(direct!.status).toBe(422);
  });
});

import { request } from 'node:http';
import { beforeAll, describe, expect, it } from 'vitest';
import { newApplicant } from '../../harness/people/people';
import { productUrl } from '../../harness/product';
import { messagesWritten } from '../../harness/stores/kafka';
import { clientsForTests } from '../../harness/test-clients';
import { postRegistration, readProblem } from '../../harness/visitor';

const TOPICS = ['registrations.submitted', 'registrations.decided', 'registrations.dead-letters'];

const clients = clientsForTests();
let writtenBefore: number[];
const written = (): Promise<number[]> =>
  Promise.all(TOPICS.map((topic) => messagesWritten(clients.stores, topic)));

beforeAll(async () => {
  writtenBefore = await written();
});

/** Posts a body of untold length on a connection of its own, and gives the status of the reply. */
const statusOfChunks = (chunks: string[]): Promise<number | undefined> =>
  new Promise((resolve, reject) => {
    const headers = { 'content-type': 'application/json', 'transfer-encoding': 'chunked' };
    const options = { method: 'POST', headers, agent: false };
    const sent = request(`${productUrl()}/api/registrations`, options, (response) => {
      response.resume();
      resolve(response.statusCode);
    });
    sent.on('error', reject);
    for (const chunk of chunks) sent.write(chunk);
    sent.end();
  });

const { name, email, reason } = newApplicant();
const without = (field: string): object =>
  Object.fromEntries(Object.entries({ name, email, reason }).filter(([key]) => key !== field));

const refusedFields: [string, object, string][] = [
  ['no name', without('name'), 'name'],
  ['no e-mail', without('email'), 'email'],
  ['no reason', without('reason'), 'reason'],
  ['a number as name', { name: 1, email, reason }, 'name'],
  ['a list as e-mail', { name, email: [email], reason }, 'email'],
  ['null as reason', { name, email, reason: null }, 'reason'],
  ['an extra field', { name, email, reason, admin: true }, 'admin'],
  ['an empty name', { name: '', email, reason }, 'name'],
  ['a name of spaces', { name: ' \u00a0 ', email, reason }, 'name'],
  ['a name of 201 characters', { name: 'ã'.repeat(201), email, reason }, 'name'],
  ['a name with a control character', { name: 'Ana\u0007', email, reason }, 'name'],
  ['a name with a line break', { name: 'Ana\nSilva', email, reason }, 'name'],
  ['a name with a bidirectional override', { name: 'Ana\u202eavliS', email, reason }, 'name'],
  ['a name with an isolate', { name: 'Ana\u2066Silva', email, reason }, 'name'],
  ['a name with a zero-width space', { name: 'A\u200bna', email, reason }, 'name'],
  ['a name with a byte order mark', { name: 'A\ufeffna', email, reason }, 'name'],
  ['a name with half a character', { name: 'Ana\ud800', email, reason }, 'name'],
  ['an address without @', { name, email: 'ana.example.org', reason }, 'email'],
  ['an address with two @', { name, email: 'ana@b@example.org', reason }, 'email'],
  ['an address without a domain', { name, email: 'ana@', reason }, 'email'],
  ['an address with a space', { name, email: 'a na@example.org', reason }, 'email'],
  [
    'an address with a header in it',
    { name, email: 'ana@example.org\r\nBcc: x@example.org', reason },
    'email',
  ],
  ['an address of 255 characters', { name, email: `${'a'.repeat(243)}@example.org`, reason }, 'email'],
  ['a reason of 2,001 characters', { name, email, reason: 'x'.repeat(2_001) }, 'reason'],
  ['a reason with an escape character', { name, email, reason: 'so\u001b[2J' }, 'reason'],
];

describe('a form that does not fit is refused with the field named', () => {
  it.each(refusedFields)('%s', async (_what, body, field) => {
    const response = await postRegistration(JSON.stringify(body));
    expect([400, 422]).toContain(response.status);
    const problem = await readProblem(response);
    expect(problem.errors?.map((error) => error.field)).toContain(field);
  });

  it('names every field at once', async () => {
    const response = await postRegistration('{}');
    const fields = (await readProblem(response)).errors?.map((error) => error.field) ?? [];
    expect(new Set(fields)).toEqual(new Set(['name', 'email', 'reason']));
  });
});

describe('a body that is no form is refused', () => {
  it.each([
    ['empty', ''],
    ['no JSON', 'name=Ana'],
    ['half of a JSON text', '{"name":"Ana"'],
    ['a list', '[]'],
    ['null', 'null'],
    ['a text', '"Ana"'],
    ['no UTF-8', '{"name":"\u0000'],
  ])('%s', async (_what, body) => {
    const response = await postRegistration(body);
    expect([400, 422]).toContain(response.status);
    await readProblem(response);
  });

  it('over 32 KB, with its length told', async () => {
    const response = await postRegistration(JSON.stringify({ name, email, reason: 'x'.repeat(33_000) }));
    expect(response.status).toBe(413);
    await readProblem(response);
  });

  it('over 32 KB, in chunks of untold length', async () => {
    expect(await statusOfChunks(Array.from({ length: 64 }, () => ' '.repeat(1_024)))).toBe(413);
  });

  it('with an idempotency key that is too long', async () => {
    const response = await postRegistration(JSON.stringify({ name, email, reason }), {
      'idempotency-key': 'k'.repeat(201),
    });
    expect([400, 422]).toContain(response.status);
    await readProblem(response);
  });
});

it.each(['PUT', 'PATCH', 'DELETE'])('%s is not allowed on the access API', async (method) => {
  const response = await fetch(`${productUrl()}/api/registrations`, { method });
  expect(response.status).toBe(405);
});

it('nothing was produced for any of it', async () => {
  expect(await written()).toEqual(writtenBefore);
});

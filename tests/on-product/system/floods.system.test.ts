import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { DEFAULT_LIMITS } from '../../harness/lifted-limits';
import { newApplicant } from '../../harness/people/people';
import { startOwnWeb, type OwnWeb } from '../../harness/processes/own-web';
import { proofOfWork, readProblem, reachStatus, signUp } from '../../harness/visitor';
import { webAt } from '../../harness/web-client';

type Sent = { key?: string; address?: string; more?: object; form?: ReturnType<typeof newApplicant> };

const post = (web: OwnWeb, { key = randomUUID(), address = '203.0.113.1', more = {}, form }: Sent = {}) =>
  fetch(`${web.url}/api/registrations`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'idempotency-key': key, 'x-forwarded-for': address },
    body: JSON.stringify({ ...(form ?? newApplicant()), ...more }),
  });
const statusesOf = (responses: Response[]) => responses.map(({ status }) => status);
const refusalOf = async (response: Response) => {
  expect(Number(response.headers.get('retry-after'))).toBeGreaterThan(0);
  return (await readProblem(response)).code;
};

describe('with the limits as they are by default', () => {
  let web: OwnWeb;
  beforeAll(async () => void (web = await startOwnWeb(DEFAULT_LIMITS)));
  afterAll(() => web.stop());

  it('a flood from one network is refused, and others are not', async () => {
    const form = newApplicant();
    const [key, address] = ['a-key-of-before', '203.0.113.1'];
    const before = await post(web, { key, form, address });
    expect(before.status).toBe(202);
    const flood = await Promise.all(Array.from({ length: 150 }, () => post(web, { address })));
    const statuses = statusesOf(flood);
    const accepted = statuses.filter((status) => status === 202).length;
    // A process that has only just begun may have counted its first request alone.
    expect([119, 120]).toContain(accepted);
    expect(statuses.filter((status) => status === 429)).toHaveLength(150 - accepted);
    const refused = flood.find(({ status }) => status === 429);
    expect(refused && (await refusalOf(refused))).toBe('rate_limited');
    expect((await post(web, { address: '203.0.113.2' })).status).toBe(202);
    // A retry of what was accepted before is safe all the same.
    const again = await post(web, { key, form, address });
    expect(again.status).toBe(202);
    const idOf = async (response: Response) =>
      ((await response.json()) as { registrationId: string }).registrationId;
    expect(await idOf(again)).toBe(await idOf(before));
  });

  it('one address is taken five times, from whatever network', async () => {
    const form = newApplicant();
    const responses = [];
    for (let count = 0; count < 6; count += 1)
      responses.push(await post(web, { form, address: `198.51.100.${count}` }));
    expect(statusesOf(responses)).toEqual([202, 202, 202, 202, 202, 429]);
  });

  it('a hidden field that is filled in is told, and an empty one is no matter', async () => {
    const address = '198.51.100.20';
    const trapped = await post(web, { address, more: { website: 'https://example.org' } });
    expect(trapped.status).toBe(422);
    expect((await readProblem(trapped)).errors).toMatchObject([{ field: 'website', code: 'must_be_empty' }]);
    expect((await post(web, { address, more: { website: '' } })).status).toBe(202);
  });

  it('a form that is sent sooner than anybody could fill it in waits', async () => {
    const page = await (await fetch(web.url)).text();
    const stamp = /stamp\\?":\\?"([\w.-]+)/.exec(page)?.[1];
    expect(stamp).toBeDefined();
    const sent = { key: randomUUID(), address: '198.51.100.30', form: newApplicant(), more: { stamp } };
    const fast = await post(web, sent);
    expect(fast.status).toBe(429);
    const seconds = Number(fast.headers.get('retry-after'));
    expect(await refusalOf(fast)).toBe('too_fast');
    await new Promise((resolve) => setTimeout(resolve, seconds * 1_000));
    expect((await post(web, sent)).status).toBe(202);
  });

  it('one private link has few streams, and a place is free again when its reader leaves', async () => {
    const { statusUrl } = await signUp(newApplicant());
    const url = `${web.url}/api${statusUrl.replace('?', '/events?')}`;
    const leaving = new AbortController();
    const open = () => fetch(url, { signal: leaving.signal });
    const streams = await Promise.all(Array.from({ length: 40 }, open));
    expect(statusesOf(streams).filter((status) => status === 200)).toHaveLength(10);
    const refused = streams.find(({ status }) => status === 429);
    expect(refused && (await refusalOf(refused))).toBe('rate_limited');
    leaving.abort();
    // Five at once that leave before their first byte, and then one that stays.
    for (let round = 0; round < 5; round += 1) {
      const left = Array.from({ length: 5 }, () =>
        fetch(url, { signal: AbortSignal.timeout(1) }).catch(() => undefined),
      );
      await Promise.all(left);
    }
    await expect.poll(async () => (await fetch(url)).status, { timeout: 5_000 }).toBe(200);
  });
});

it('asks for a proof of work, and takes each solution once', async () => {
  const web = await startOwnWeb({ PROOF_OF_WORK: 'always' });
  try {
    const without = await post(web);
    expect(without.status).toBe(428);
    expect(await refusalOf(without)).toBe('proof_required');
    const proof = await proofOfWork(webAt(web.url, 10_000));
    expect((await post(web, { more: { proof } })).status).toBe(202);
    expect(await refusalOf(await post(web, { more: { proof } }))).toBe('proof_required');
  } finally {
    await web.stop();
  }
});

it('closes the form where too many wait, and says so', async () => {
  await reachStatus((await signUp(newApplicant())).statusUrl, 'pending');
  const web = await startOwnWeb({ BACKLOG_CAP: '1' });
  try {
    const closed = await post(web);
    expect(closed.status).toBe(503);
    expect(await refusalOf(closed)).toBe('backlog_full');
    const page = await fetch(web.url, { headers: { 'accept-language': 'en' } });
    expect(await page.text()).toContain('Sign-ups are closed for the moment');
  } finally {
    await web.stop();
  }
});

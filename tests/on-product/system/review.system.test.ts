import { randomUUID } from 'node:crypto';
import { beforeAll, describe, expect, it } from 'vitest';
import type { DecisionReply } from '@/src/application/contracts/review';
import { newApplicant } from '../../harness/people/people';
import { productUrl } from '../../harness/product';
import {
  awaitPending,
  decide,
  listAllPending,
  listPending,
  signIn,
  type ReviewerSession,
} from '../../harness/reviewer-session';
import { addReviewer, firstReviewer } from '../../harness/reviewers';
import { documentWithStatus } from '../../harness/stores/elasticsearch';
import { findMessage } from '../../harness/stores/kafka';
import { accountsFor, decisionsFor, tablesThatHold } from '../../harness/stores/postgres';
import { redisKeysWith } from '../../harness/stores/redis';
import { clientsForTests } from '../../harness/test-clients';
import { reachStatus, readProblem, signUp } from '../../harness/visitor';

const clients = clientsForTests();
let ana: ReviewerSession;
let bia: ReviewerSession;
beforeAll(async () => {
  ana = clients.session;
  bia = await signIn(await addReviewer(clients.stores, 'Bia'));
});

const newPending = async () => {
  const applicant = newApplicant();
  const accepted = await signUp(applicant);
  await reachStatus(accepted.statusUrl, 'pending');
  return { applicant, id: accepted.registrationId, statusUrl: accepted.statusUrl };
};

describe('who is not signed in', () => {
  const paths = [
    '/api/review/registrations?status=pending',
    `/api/review/registrations/${randomUUID()}`,
    '/api/review/events',
  ];
  it.each(paths)('gets 401 from %s', async (path) => {
    const response = await fetch(`${productUrl()}${path}`);
    expect(response.status).toBe(401);
    await readProblem(response);
  });

  it('cannot decide', async () => {
    const { id } = await newPending();
    const response = await fetch(`${productUrl()}/api/review/registrations/${id}/decision`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ verdict: 'approve' }),
    });
    expect(response.status).toBe(401);
    expect(await decisionsFor(clients.stores, [id])).toEqual([]);
  });

  it('is not let in with a wrong password, an unknown address or a forged cookie', async () => {
    const { email } = firstReviewer();
    await expect(signIn({ email, password: 'wrong' })).rejects.toThrow('not let in');
    await expect(signIn({ email: 'nobody@example.org', password: 'wrong' })).rejects.toThrow('not let in');
    const headers = { cookie: 'portaria.session=eyJhbGciOiJub25lIn0.e30.' };
    const response = await fetch(`${productUrl()}/api/review/registrations`, { headers });
    expect(response.status).toBe(401);
  });
});

describe('the pending list', () => {
  it('gives every pending registration once, in order, page by page', async () => {
    const created = await Promise.all(Array.from({ length: 7 }, newPending));
    const oldest = await listAllPending(ana);
    const ids = oldest.map(({ registrationId }) => registrationId);
    expect(new Set(ids).size).toBe(ids.length);
    expect(ids).toEqual(expect.arrayContaining(created.map(({ id }) => id)));
    const submitted = oldest.map(({ submittedAt }) => submittedAt);
    expect(submitted).toEqual(submitted.toSorted());

    const first = await listPending(ana, '&order=newest&limit=3');
    const second = await listPending(
      ana,
      `&order=newest&limit=3&cursor=${encodeURIComponent(first.nextCursor ?? '')}`,
    );
    const newest = [...first.items, ...second.items].map(({ registrationId }) => registrationId);
    expect(newest).toEqual(ids.toReversed().slice(0, 6));
    expect(first.total).toBe(ids.length);
  });

  it.each(['limit=0', 'limit=9999', 'order=sideways', 'cursor=nonsense', 'status=approved', 'color=blue'])(
    'refuses %s',
    async (query) => {
      const response = await ana.get(`/api/review/registrations?${query}`);
      expect([400, 422]).toContain(response.status);
      await readProblem(response);
    },
  );
});

describe('a decision', () => {
  it('to approve opens the account, and takes the registration out of Redis', async () => {
    const { applicant, id, statusUrl } = await newPending();
    const reply = (await (await decide(ana, id, { verdict: 'approve' })).json()) as DecisionReply;
    expect(reply).toMatchObject({ registrationId: id, outcome: 'approved' });

    expect(await accountsFor(clients.stores, [id])).toMatchObject([
      { name: applicant.name, email: applicant.email },
    ]);
    const [decision] = await decisionsFor(clients.stores, [id]);
    expect(decision).toMatchObject({ verdict: 'approve', decided_by: reply.decidedBy });
    expect(decision?.decided_at.toISOString()).toBe(new Date(reply.decidedAt).toISOString());
    expect(await redisKeysWith(clients.stores, applicant.email)).toEqual([]);
    expect((await reachStatus(statusUrl, 'approved')).steps.at(-1)?.name).toBe('approved');
    await findMessage(clients.stores, {
      topic: 'registrations.decided',
      matches: ({ value }) => value?.toString().includes(id) ?? false,
    });
    expect(await documentWithStatus(clients.stores, id, 'approved')).toMatchObject({ ...applicant });
  });

  it('to reject keeps the data of the applicant in Postgres only with the mail that it owes, and tells the reason to them', async () => {
    const { applicant, id, statusUrl } = await newPending();
    const reason = `Ainda não há vagas (${randomUUID().slice(0, 8)}).`;
    const response = await decide(ana, id, { verdict: 'reject', reason });
    expect(await response.json()).toMatchObject({ outcome: 'rejected', reason });

    expect(await accountsFor(clients.stores, [id])).toEqual([]);
    expect(await decisionsFor(clients.stores, [id])).toMatchObject([{ verdict: 'reject', reason }]);
    expect(await tablesThatHold(clients.stores, applicant.email)).toEqual(['public.notices']);
    expect(await tablesThatHold(clients.stores, applicant.name)).toEqual(['public.notices']);
    expect(await redisKeysWith(clients.stores, applicant.email)).toEqual([]);
    expect((await reachStatus(statusUrl, 'rejected')).reason).toBe(reason);
    await documentWithStatus(clients.stores, id, 'rejected');
  });

  it('made again the same way gives the first one; the other way 409 with the one that stands', async () => {
    const { id } = await newPending();
    const first = await decide(ana, id, { verdict: 'approve' });
    const decision = (await first.json()) as DecisionReply;
    const again = await decide(bia, id, { verdict: 'approve' });
    expect(again.status).toBe(200);
    expect(await again.json()).toEqual(decision);

    const against = await decide(bia, id, { verdict: 'reject', reason: 'No.' });
    expect(against.status).toBe(409);
    const { decidedBy, decidedAt } = decision;
    expect((await readProblem(against)).decision).toMatchObject({
      outcome: 'approved',
      decidedBy,
      decidedAt,
    });
  });

  it('made both ways at the same moment, ten times, has one winner each', async () => {
    for (let round = 0; round < 10; round += 1) {
      const { id } = await newPending();
      const replies = await Promise.all([
        decide(ana, id, { verdict: 'approve' }),
        decide(bia, id, { verdict: 'reject' }),
      ]);
      expect(replies.map(({ status }) => status).toSorted()).toEqual([200, 409]);
      const [decision] = await decisionsFor(clients.stores, [id]);
      expect(await accountsFor(clients.stores, [id])).toHaveLength(decision?.verdict === 'approve' ? 1 : 0);
    }
  });

  it('made by twenty at once the same way opens one account', async () => {
    const { id } = await newPending();
    const replies = await Promise.all(
      Array.from({ length: 20 }, () => decide(ana, id, { verdict: 'approve' })),
    );
    expect(new Set(replies.map(({ status }) => status))).toEqual(new Set([200]));
    expect(new Set(await Promise.all(replies.map((reply) => reply.text()))).size).toBe(1);
    expect(await accountsFor(clients.stores, [id])).toHaveLength(1);
  });

  it('about somebody unknown is 404', async () => {
    const response = await decide(ana, randomUUID(), { verdict: 'approve' });
    expect(response.status).toBe(404);
    await readProblem(response);
  });

  it.each([
    ['an unknown verdict', { verdict: 'maybe' }],
    ['no verdict', {}],
    ['an extra field', { verdict: 'approve', as: 'admin' }],
    ['a reason that is too long', { verdict: 'reject', reason: 'x'.repeat(1_001) }],
  ])('with %s is refused', async (_what, body) => {
    const { id } = await newPending();
    const response = await ana.post(`/api/review/registrations/${id}/decision`, body);
    expect([400, 422]).toContain(response.status);
    await readProblem(response);
    expect(await decisionsFor(clients.stores, [id])).toEqual([]);
  });

  it('from a page of another origin is refused, cookie or not', async () => {
    const { id } = await newPending();
    const path = `/api/review/registrations/${id}/decision`;
    const response = await ana.post(path, { verdict: 'approve' }, { origin: 'https://elsewhere.example' });
    expect(response.status).toBe(403);
    expect(await decisionsFor(clients.stores, [id])).toEqual([]);
    await awaitPending(ana, id);
  });
});

it('a session ends when it is revoked', async () => {
  const credentials = await addReviewer(clients.stores, 'Caio');
  const session = await signIn(credentials);
  expect((await session.get('/api/review/registrations')).status).toBe(200);
  await clients.stores.postgres.query(
    'UPDATE accounts SET session_version = session_version + 1 WHERE email = $1',
    [credentials.email],
  );
  expect((await session.get('/api/review/registrations')).status).toBe(401);
});

it('the events tell of admissions and decisions as they happen', async () => {
  const events = await ana.get('/api/review/events');
  expect(events.headers.get('content-type')).toMatch(/^text\/event-stream/);
  const { id } = await newPending();
  await decide(ana, id, { verdict: 'approve' });
  let text = '';
  for await (const chunk of events.body as unknown as AsyncIterable<Uint8Array>) {
    text += Buffer.from(chunk).toString();
    if (text.includes(`"type":"decided","registrationId":"${id}"`)) break;
  }
  expect(text).toContain(`"type":"admitted","registrationId":"${id}"`);
});

import { randomUUID } from 'node:crypto';
import { expect, it } from 'vitest';
import { eventually } from '../../harness/eventually';
import { newApplicant } from '../../harness/people/people';
import { productUrl } from '../../harness/product';
import { awaitPending } from '../../harness/reviewer-session';
import { documentWithStatus } from '../../harness/stores/elasticsearch';
import { findMessage } from '../../harness/stores/kafka';
import { tablesThatHold } from '../../harness/stores/postgres';
import { redisKeysWith } from '../../harness/stores/redis';
import { clientsForTests } from '../../harness/test-clients';
import { postRegistration, reachStatus, readProblem, readProgress, signUp } from '../../harness/visitor';

const clients = clientsForTests();

it('a sign-up is found in Kafka, Elasticsearch and Redis, and nowhere in Postgres', async () => {
  const applicant = newApplicant();
  const { registrationId, statusUrl } = await signUp(applicant);
  expect(statusUrl).toMatch(new RegExp(`^/registrations/${registrationId}\\?token=.+`));

  const message = await findMessage(clients.stores, {
    topic: 'registrations.submitted',
    matches: ({ value }) => value?.toString().includes(registrationId) ?? false,
  });
  expect(JSON.parse(message.value?.toString() ?? '')).toMatchObject({ registrationId, ...applicant });

  const progress = await reachStatus(statusUrl, 'pending');
  expect(progress.steps.map(({ name }) => name)).toEqual(['submitted', 'queued', 'pending']);
  const times = progress.steps.map(({ at }) => Date.parse(at));
  expect(times).toEqual(times.toSorted((a, b) => a - b));

  expect(await documentWithStatus(clients.stores, registrationId, 'submitted')).toMatchObject({
    registrationId,
    ...applicant,
  });
  expect(await redisKeysWith(clients.stores, applicant.email)).not.toEqual([]);
  expect(await tablesThatHold(clients.stores, applicant.email)).toEqual([]);

  const item = await awaitPending(clients.session, registrationId);
  expect(item).toMatchObject({ registrationId, ...applicant });
});

it('keeps every Redis key under one hash tag', async () => {
  await reachStatus((await signUp(newApplicant())).statusUrl, 'pending');
  const tags = (await clients.stores.redis.keys('*')).map((key) => /\{[^}]+\}/.exec(key)?.[0]);
  expect(new Set(tags).size).toBe(1);
  expect(tags).not.toContain(undefined);
});

it('the same key and address give the same id; another key or another address gives another', async () => {
  const applicant = newApplicant();
  const key = randomUUID();
  const { registrationId } = await signUp(applicant, key);
  expect((await signUp(applicant, key)).registrationId).toBe(registrationId);
  expect(
    (await signUp({ ...applicant, email: `  ${applicant.email.toUpperCase()} ` }, key)).registrationId,
  ).toBe(registrationId);
  expect((await signUp(newApplicant(), key)).registrationId).not.toBe(registrationId);
  expect((await signUp(applicant, randomUUID())).registrationId).not.toBe(registrationId);
});

it('other words under a key that was accepted are refused by name, and under a new key accepted', async () => {
  const applicant = newApplicant();
  const key = randomUUID();
  const first = await signUp(applicant, key);
  for (const edited of [
    { ...applicant, reason: `${applicant.reason} And more.` },
    { ...applicant, name: `${applicant.name} Jr` },
  ]) {
    const refused = await postRegistration(JSON.stringify(edited), { 'idempotency-key': key });
    expect(refused.status).toBe(422);
    expect((await readProblem(refused)).errors).toMatchObject([{ field: 'Idempotency-Key', code: 'reused' }]);
  }
  expect((await signUp(applicant, key)).registrationId).toBe(first.registrationId);
  expect((await signUp({ ...applicant, reason: 'Mended.' }, randomUUID())).registrationId).not.toBe(
    first.registrationId,
  );
});

it('other words under a key that Redis has forgotten are a registration of their own, which its reviewer sees', async () => {
  const applicant = newApplicant();
  const edited = { ...applicant, reason: `${applicant.reason} And more.` };
  const key = randomUUID();
  const first = await signUp(applicant, key);
  await reachStatus(first.statusUrl, 'pending');
  const forgotten = await clients.stores.redis.keys('{portaria}:accepted-key:*');
  await clients.stores.redis.del(...forgotten);

  const second = await signUp(edited, key);
  expect(second.registrationId).not.toBe(first.registrationId);
  await reachStatus(second.statusUrl, 'pending');
  const item = await eventually('the card tells of the second one', async () => {
    const pending = await awaitPending(clients.session, first.registrationId);
    return pending.repeatedSignUps && pending;
  });
  expect(item).toMatchObject({ reason: applicant.reason });
  expect(await documentWithStatus(clients.stores, second.registrationId, 'duplicate')).toMatchObject(edited);
});

it('twenty sends of one request at once are one registration', async () => {
  const applicant = newApplicant();
  const key = randomUUID();
  const replies = await Promise.all(Array.from({ length: 20 }, () => signUp(applicant, key)));
  expect(new Set(replies.map(({ registrationId }) => registrationId)).size).toBe(1);
  const [first] = replies;
  if (!first) throw new Error('no reply');
  await reachStatus(first.statusUrl, 'pending');
  const entries = (await redisKeysWith(clients.stores, applicant.name)).length;
  expect(entries).toBe(1);
});

it('without a key each sign-up is one of its own, and a second one for a pending address says no more than the first', async () => {
  const body = JSON.stringify(newApplicant());
  const replies = await Promise.all([postRegistration(body), postRegistration(body)]);
  const accepted = await Promise.all(replies.map((reply) => reply.json() as Promise<{ statusUrl: string }>));
  const progress = await Promise.all(accepted.map(({ statusUrl }) => reachStatus(statusUrl, 'pending')));
  expect(progress.map(({ status }) => status)).toEqual(['pending', 'pending']);
  expect(progress.map(({ steps }) => steps.map(({ name }) => name))).toEqual([
    ['submitted', 'queued', 'pending'],
    ['submitted', 'queued', 'pending'],
  ]);
});

it('a wrong token, a token of somebody else and an unknown id are all 404', async () => {
  const [mine, other] = await Promise.all([signUp(newApplicant()), signUp(newApplicant())]);
  const foreignToken = new URL(other.statusUrl, productUrl()).searchParams.get('token') ?? '';
  const paths = [
    `/api/registrations/${mine.registrationId}`,
    `/api/registrations/${mine.registrationId}?token=wrong`,
    `/api/registrations/${mine.registrationId}?token=${encodeURIComponent(foreignToken)}`,
    `/api/registrations/${randomUUID()}?token=${encodeURIComponent(foreignToken)}`,
    `/api/registrations/not-an-id?token=${encodeURIComponent(foreignToken)}`,
  ];
  for (const path of paths) {
    const response = await fetch(`${productUrl()}${path}`);
    expect(response.status, path).toBe(404);
    await readProblem(response);
  }
  expect((await readProgress(mine.statusUrl)).registrationId).toBe(mine.registrationId);
});

it('the live twin of the status sends the progress as it is made', async () => {
  const { registrationId, statusUrl } = await signUp(newApplicant());
  const [path = '', query = ''] = statusUrl.split('?');
  const response = await fetch(`${productUrl()}/api${path}/events?${query}`, {
    signal: AbortSignal.timeout(20_000),
  });
  expect(response.headers.get('content-type')).toMatch(/^text\/event-stream/);
  let text = '';
  for await (const chunk of response.body as unknown as AsyncIterable<Uint8Array>) {
    text += Buffer.from(chunk).toString();
    if (text.includes('"status":"pending"')) break;
  }
  expect(text).toContain(registrationId);
});

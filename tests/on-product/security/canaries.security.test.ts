import { randomUUID } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { newApplicant } from '../../harness/people/people';
import { productHome } from '../../harness/product';
import { decide, signIn, ReviewerSession } from '../../harness/reviewer-session';
import { addReviewer } from '../../harness/reviewers';
import { browseQueue } from '../../harness/stores/activemq';
import { clientsForTests } from '../../harness/test-clients';
import { postRegistration, reachStatus, signUp } from '../../harness/visitor';
import { productWeb } from '../../harness/web-client';
import { readTopics } from '../../invariants/read-topics';

// Words that occur nowhere else are put in wherever something secret or personal goes in, and looked for wherever it
// must not come out.
const clients = clientsForTests();
const canary = (what: string): string => `canary-${what}-${randomUUID().slice(0, 8)}`;

const LOG_FOLDER = 'logs';
const TOPICS = ['registrations.submitted', 'registrations.decided', 'registrations.dead-letters'];
const QUEUES = ['registrations.review', 'DLQ.registrations.review'];

let secrets: string[];
let personal: string[];

beforeAll(async () => {
  const wrongPassword = canary('wrong-password');
  const bia = await addReviewer(clients.stores, 'Bia');
  const session = await signIn(bia);
  await new ReviewerSession({ email: bia.email, password: wrongPassword }).signIn().catch(() => undefined);

  const applicant = { ...newApplicant(), name: canary('name'), reason: canary('reason') };
  const { registrationId, statusUrl } = await signUp(applicant);
  await reachStatus(statusUrl, 'pending');
  const token = new URL(statusUrl, 'http://portaria').searchParams.get('token') ?? '';
  await decide(session, registrationId, { verdict: 'reject', reason: canary('no') });
  // Faults of requests, which is where logs are written.
  const inPath = canary('path');
  await productWeb.send(`/api/registrations/${registrationId}?token=${token}x`);
  await productWeb.send(`/registrations/${inPath}?token=${token}`);
  await postRegistration(JSON.stringify({ ...applicant, name: 1 }));
  await postRegistration(`{"name":"${applicant.name}`);
  await session.post(`/api/review/registrations/${registrationId}/decision`, { verdict: applicant.reason });

  secrets = [wrongPassword, bia.password, token, ...session.cookie.match(/[\w-]{40,}/g)!];
  personal = [applicant.name, applicant.reason, applicant.email];
});

const logLines = (): { file: string; line: string }[] =>
  readdirSync(join(productHome(), LOG_FOLDER)).flatMap((file) =>
    readFileSync(join(productHome(), LOG_FOLDER, file), 'utf8')
      .split('\n')
      .map((line) => ({ file, line })),
  );

const holdersOf = (words: readonly string[], texts: Iterable<string>): string[] =>
  [...texts].filter((text) => words.some((word) => text.includes(word))).map((text) => text.slice(0, 400));

describe('what nobody may read', () => {
  it('stands in no log: no password, no token, no session, nothing personal', () => {
    const lines = logLines();
    expect(lines.length).toBeGreaterThan(0);
    expect(
      holdersOf(
        [...secrets, ...personal],
        lines.map(({ file, line }) => `${file}: ${line}`),
      ),
    ).toEqual([]);
  });

  it('stands in no topic and on no queue: no password, no token, no session', async () => {
    const messages = await readTopics(clients.stores.kafka, TOPICS);
    const texts = messages.map(
      ({ message }) => JSON.stringify([message.key, message.headers]) + message.value,
    );
    expect(holdersOf([personal[0]!], texts)).not.toEqual([]);
    expect(holdersOf(secrets, texts)).toEqual([]);
    const queued = (await Promise.all(QUEUES.map(browseQueue))).flat();
    expect(
      holdersOf(
        secrets,
        queued.map(({ text, properties }) => text + properties),
      ),
    ).toEqual([]);
  });

  it('stands in no document of the index: no password, no token, no session', async () => {
    const hits = async (text: string) =>
      (await clients.stores.elasticsearch.search({ index: 'registrations', size: 10_000 })).hits.hits
        .map((hit) => JSON.stringify(hit))
        .filter((hit) => hit.includes(text));
    await clients.stores.elasticsearch.indices.refresh({ index: 'registrations' });
    for (const secret of secrets) expect(await hits(secret)).toEqual([]);
  });

  it('stands in no key and no value of Redis: no password, no session', async () => {
    const { redis } = clients.stores;
    const texts: string[] = [];
    for (const key of await redis.keys('*')) texts.push(key + (await redis.dump(key))?.toString());
    expect(holdersOf(secrets, texts)).toEqual([]);
  });
});

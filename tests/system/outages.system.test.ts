import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { ServerName } from '@/services/server-name';
import { newApplicant } from '../support/applicants';
import { controlServer, without } from '../support/control';
import { eventually } from '../support/eventually';
import { redisKeysWith } from '../support/redis-contents';
import { awaitPending, decide, signIn, type ReviewSession } from '../support/review-session';
import { firstReviewer } from '../support/reviewers';
import { productUrl } from '../support/services';
import { openStores, type Stores } from '../support/stores';
import { postRegistration, reachStatus, readProblem, signUp } from '../support/visitor';

let stores: Stores;
let session: ReviewSession;
beforeAll(async () => {
  stores = openStores();
  session = await signIn(firstReviewer());
});
afterAll(() => stores.close());

const SERVERS: ServerName[] = ['kafka', 'activemq', 'elasticsearch', 'redis', 'postgres'];

describe.each(SERVERS)('with %s stopped', (server) => {
  it('the product lives, says that it is not ready and which one is missing, and recovers by itself', async () => {
    await without(server, async () => {
      const problem = await eventually('a 503 from the readiness', async () => {
        const response = await fetch(`${productUrl()}/api/health/ready`);
        return response.status === 503 && (await response.text());
      });
      expect(problem.toLowerCase()).toContain(server);
      expect((await fetch(`${productUrl()}/api/health/live`)).status).toBe(200);
    });
    await reachStatus((await signUp(newApplicant())).statusUrl, 'pending');
  });
});

describe.each(SERVERS.filter((server) => server !== 'kafka'))('sign-ups while %s is away', (server) => {
  it('are accepted, and all arrive when it is back', async () => {
    const statusUrls: string[] = [];
    await without(server, async () => {
      for (let count = 0; count < 5; count += 1) statusUrls.push((await signUp(newApplicant())).statusUrl);
    });
    for (const statusUrl of statusUrls) await reachStatus(statusUrl, 'pending', 60_000);
  });
});

describe('with Kafka away', () => {
  const outage = async (stop: 'stop' | 'pause', start: 'start' | 'resume'): Promise<void> => {
    const body = JSON.stringify(newApplicant());
    const headers = { 'idempotency-key': randomUUID() };
    await controlServer('kafka', stop);
    try {
      const startedAt = Date.now();
      const response = await postRegistration(body, headers);
      expect(response.status).toBe(503);
      expect(Date.now() - startedAt).toBeLessThan(5_500);
      expect(Number(response.headers.get('retry-after'))).toBeGreaterThan(0);
      await readProblem(response);
    } finally {
      await controlServer('kafka', start);
    }
    const send = (): Promise<Response> => postRegistration(body, headers);
    const accept = (): Promise<{ registrationId: string; statusUrl: string }> =>
      eventually(
        'the same request accepted',
        async () => {
          const response = await send();
          return (
            response.status === 202 &&
            ((await response.json()) as { registrationId: string; statusUrl: string })
          );
        },
        60_000,
      );
    const first = await accept();
    expect((await accept()).registrationId).toBe(first.registrationId);
    await reachStatus(first.statusUrl, 'pending', 60_000);
  };

  it('a sign-up gets 503 with Retry-After in time, and the same request succeeds later', () =>
    outage('stop', 'start'));
  it('the same where Kafka hangs instead of being gone', () => outage('pause', 'resume'));
});

it('a decision while Redis is away stands, and the entry leaves the list when Redis is back', async () => {
  const applicant = newApplicant();
  const { registrationId, statusUrl } = await signUp(applicant);
  await awaitPending(session, registrationId);
  let status = 0;
  await without('redis', async () => {
    status = (await decide(session, registrationId, { verdict: 'approve' })).status;
  });
  // Without its entry the applicant is not known, so it may be refused for now; it may never be lost or done by half.
  expect([200, 503]).toContain(status);
  await eventually('the decision made', async () => {
    const again = await decide(session, registrationId, { verdict: 'approve' });
    return again.status === 200;
  });
  await reachStatus(statusUrl, 'approved');
  await eventually(
    'no trace in Redis',
    async () => (await redisKeysWith(stores, applicant.email)).length === 0,
    90_000,
  );
});

it('a decision while Postgres is away is refused with 503, and made later', async () => {
  const { registrationId, statusUrl } = await signUp(newApplicant());
  await awaitPending(session, registrationId);
  await without('postgres', async () => {
    const response = await decide(session, registrationId, { verdict: 'reject' });
    expect(response.status).toBe(503);
    await readProblem(response);
  });
  expect((await decide(session, registrationId, { verdict: 'reject' })).status).toBe(200);
  await reachStatus(statusUrl, 'rejected');
});

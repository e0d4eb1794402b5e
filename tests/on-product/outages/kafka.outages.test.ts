import { randomUUID } from 'node:crypto';
import { setTimeout as wait } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import type { AcceptedRegistration } from '@/src/application/contracts/registration-form';
import { controlServer, without } from '../../harness/control';
import { eventually } from '../../harness/eventually';
import { expectMineNotLost } from '../../harness/expect-nothing-lost';
import { emptyLedger } from '../../harness/ledger';
import { newApplicant } from '../../harness/people/people';
import { productUrl } from '../../harness/product';
import { signUpUntilPending, decideMany } from '../../harness/reviewer-session';
import { clientsForTests } from '../../harness/test-clients';
import { postRegistration, reachStatus, readProblem, signUpWithRetry } from '../../harness/visitor';
import { untilReady } from '../../harness/web-client';

const ANSWERED_IN_MS = 5_000;
const CONSUMING_AGAIN_IN_MS = 30_000;
const PAUSED_FOR_MS = 40_000;

const clients = clientsForTests();

describe('with Kafka away', () => {
  const outage = async (stop: 'kill' | 'pause', start: 'start' | 'resume'): Promise<void> => {
    const body = JSON.stringify(newApplicant());
    const headers = { 'idempotency-key': randomUUID() };
    const send = (): Promise<Response> => postRegistration(body, headers);
    await controlServer('kafka', stop);
    try {
      const startedAt = Date.now();
      const response = await send();
      expect(response.status).toBe(503);
      expect(Date.now() - startedAt).toBeLessThan(ANSWERED_IN_MS);
      expect(Number(response.headers.get('retry-after'))).toBeGreaterThan(0);
      await readProblem(response);
      const readiness = await (await fetch(`${productUrl()}/api/health/ready`)).text();
      expect(readiness).toContain('kafka');
    } finally {
      await controlServer('kafka', start);
    }
    const accept = (): Promise<AcceptedRegistration> =>
      eventually(
        'the same request accepted',
        async () => {
          const response = await send();
          return response.status === 202 && ((await response.json()) as AcceptedRegistration);
        },
        60_000,
      );
    const first = await accept();
    expect((await accept()).registrationId).toBe(first.registrationId);
    await reachStatus(first.statusUrl, 'pending', 60_000);
    await untilReady();
  };

  it('a sign-up gets 503 with Retry-After in time, and the same request succeeds later', () =>
    outage('kill', 'start'));
  it('the same where Kafka hangs instead of being gone', () => outage('pause', 'resume'));

  it(
    'decisions are made all the same, and reach the record when it is back',
    { timeout: 120_000 },
    async () => {
      const ledger = emptyLedger();
      const ids = await signUpUntilPending(ledger, clients.session, 6);
      await without('kafka', () => decideMany(ledger, clients.session, ids));
      expect(ledger.answers.map(({ status }) => status)).toEqual(ids.map(() => 200));
      await expectMineNotLost(ledger, 60_000);
    },
  );
});

describe('workers never live on while consuming nothing', () => {
  const consumeAgain = async (): Promise<void> => {
    const back = Date.now();
    const { statusUrl } = await signUpWithRetry(emptyLedger(), newApplicant());
    await reachStatus(statusUrl, 'pending', CONSUMING_AGAIN_IN_MS);
    expect(Date.now() - back).toBeLessThan(CONSUMING_AGAIN_IN_MS);
    await untilReady();
  };

  it('after both brokers died and came back', { timeout: 120_000 }, async () => {
    await Promise.all([controlServer('kafka', 'kill'), controlServer('activemq', 'kill')]);
    await Promise.all([controlServer('kafka', 'start'), controlServer('activemq', 'start')]);
    await consumeAgain();
  });

  it('after both brokers hung for 40 s', { timeout: 180_000 }, async () => {
    await Promise.all([controlServer('kafka', 'pause'), controlServer('activemq', 'pause')]);
    try {
      await wait(PAUSED_FOR_MS);
    } finally {
      await Promise.all([controlServer('kafka', 'resume'), controlServer('activemq', 'resume')]);
    }
    await consumeAgain();
  });
});

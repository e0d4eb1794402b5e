import { describe, expect, it } from 'vitest';
import type { ServerName } from '@/services/servers/server-program';
import { controlServer, without } from '../../harness/control';
import { eventually } from '../../harness/eventually';
import { expectMineNotLost } from '../../harness/expect-nothing-lost';
import { emptyLedger } from '../../harness/ledger';
import { newApplicant } from '../../harness/people/people';
import { productUrl, runScript } from '../../harness/product';
import { awaitPending, decide, signUpUntilPending, decideMany } from '../../harness/reviewer-session';
import { documentWithStatus } from '../../harness/stores/elasticsearch';
import { redisKeysWith } from '../../harness/stores/redis';
import { clientsForTests } from '../../harness/test-clients';
import { reachStatus, readProblem, signUp, startLoad } from '../../harness/visitor';
import { untilReady } from '../../harness/web-client';
import { noteOutage, outage, OUTAGE_SECONDS } from './outage';

const PER_SECOND = 5;
const DRAINED_IN_MS = 60_000;
const ANSWERED_IN_MS = 5_000;
const timeout = (OUTAGE_SECONDS + 200) * 1_000;

const clients = clientsForTests();

/** Waits until the readiness names the server; the product itself lives on. */
const readinessNames = async (server: ServerName): Promise<void> => {
  await eventually(`the readiness names ${server}`, async () => {
    const response = await fetch(`${productUrl()}/api/health/ready`);
    const { failing } = (await response.json()) as { failing: string[] };
    return response.status === 503 && failing.includes(server);
  });
  expect((await fetch(`${productUrl()}/api/health/live`)).status).toBe(200);
};

const STORES: ServerName[] = ['activemq', 'elasticsearch', 'redis', 'postgres'];

describe.each(STORES)(`with %s dead for ${OUTAGE_SECONDS} s under load`, (server) => {
  it('every sign-up is answered 202, and the backlog drains by itself', { timeout }, async () => {
    const ledger = emptyLedger();
    const load = startLoad(ledger, PER_SECOND);
    await outage(server, () => readinessNames(server));
    const samples = await load.stop();
    const drainedInMs = await expectMineNotLost(ledger, DRAINED_IN_MS);
    noteOutage(server, samples, drainedInMs);

    expect(samples.length).toBeGreaterThan(OUTAGE_SECONDS * PER_SECOND * 0.8);
    expect(samples.filter(({ status }) => status !== 202)).toEqual([]);
    expect(samples.filter(({ tookMs }) => tookMs >= ANSWERED_IN_MS)).toEqual([]);
    await untilReady();
  });
});

it('the commands say that a store is away, and end with exit code 2', { timeout }, () =>
  without('redis', async () => {
    for (const [name, ...args] of [['reconcile'], ['rebuild', 'pending']] as const) {
      const { exitCode, stderr } = await runScript(name, ...args);
      expect(stderr).toMatch(/^A store does not answer \(.+\)\. Run it again when it does: that is safe\.$/m);
      expect(exitCode).toBe(2);
    }
  }),
);

describe('decisions', () => {
  it('while Redis is away stand, and the entry leaves the list when Redis is back', async () => {
    const applicant = newApplicant();
    const { registrationId, statusUrl } = await signUp(applicant);
    await awaitPending(clients.session, registrationId);
    let status = 0;
    await without('redis', async () => {
      status = (await decide(clients.session, registrationId, { verdict: 'approve' })).status;
    });
    // Without its entry the applicant is not known, so it may be refused for now; it may never be lost or done by half.
    expect([200, 503]).toContain(status);
    await eventually('the decision made', async () => {
      const again = await decide(clients.session, registrationId, { verdict: 'approve' });
      return again.status === 200;
    });
    await reachStatus(statusUrl, 'approved');
    await eventually(
      'no trace in Redis',
      async () => (await redisKeysWith(clients.stores, applicant.email)).length === 0,
      90_000,
    );
  });

  it('while Postgres is away are refused with 503, and made later', async () => {
    const { registrationId, statusUrl } = await signUp(newApplicant());
    await awaitPending(clients.session, registrationId);
    await without('postgres', async () => {
      const response = await decide(clients.session, registrationId, { verdict: 'reject' });
      expect(response.status).toBe(503);
      await readProblem(response);
    });
    expect((await decide(clients.session, registrationId, { verdict: 'reject' })).status).toBe(200);
    await reachStatus(statusUrl, 'rejected');
    // The outbox is in Postgres too, and goes on after its return.
    await documentWithStatus(clients.stores, registrationId, 'rejected');
  });

  it(
    'are in the record in the end, though Kafka hung when they were made and Postgres died before they were sent',
    { timeout: 180_000 },
    async () => {
      const ledger = emptyLedger();
      const ids = await signUpUntilPending(ledger, clients.session, 8);
      await controlServer('kafka', 'pause');
      try {
        await decideMany(ledger, clients.session, ids);
        await controlServer('postgres', 'kill');
      } finally {
        await controlServer('kafka', 'resume');
      }
      await readinessNames('postgres');
      await controlServer('postgres', 'start');
      await expectMineNotLost(ledger, DRAINED_IN_MS);
      await untilReady();
    },
  );
});

import { describe, expect, it } from 'vitest';
import { restartProduct } from '../../harness/control';
import { eventually } from '../../harness/eventually';
import { closedLoop } from '../../harness/load-generator';
import { newApplicant } from '../../harness/people/people';
import { readServices } from '../../harness/product';
import { awaitPending, decide, listAllPending, signIn } from '../../harness/reviewer-session';
import { firstReviewer } from '../../harness/reviewers';
import { queueDepth } from '../../harness/stores/activemq';
import { countDocuments } from '../../harness/stores/elasticsearch';
import { accountsFor } from '../../harness/stores/postgres';
import { openStores } from '../../harness/stores/stores';
import { clientsForTests } from '../../harness/test-clients';
import { reachStatus, readProgress, signUp } from '../../harness/visitor';
import { untilReady } from '../../harness/web-client';

const clients = clientsForTests();

const SIGN_UPS = 300;
const AT_ONCE = 10;

/** 300 sign-ups from ten visitors at once; `half` runs when half of them are accepted. */
const signUpAll = async (half: () => void): Promise<string[]> => {
  const forms = Array.from({ length: SIGN_UPS }, () => newApplicant());
  const ids: string[] = [];
  await closedLoop(
    AT_ONCE,
    () => forms.pop(),
    async (form) => {
      ids.push((await signUp(form)).registrationId);
      if (ids.length === SIGN_UPS / 2) half();
    },
  );
  return ids;
};

describe.each(['orchestrator', 'mq-consumer'] as const)(
  'kill -9 of the %s in the middle of 300 sign-ups',
  (worker) => {
    it('loses none, doubles none, and the worker comes back', { timeout: 180_000 }, async () => {
      const killed = readServices().processes[worker] ?? 0;
      const ids = await signUpAll(() => process.kill(killed, 'SIGKILL'));
      expect(new Set(ids).size).toBe(SIGN_UPS);

      const session = await signIn(firstReviewer());
      await eventually(
        'all 300 on the pending list',
        async () => {
          const pending = new Set(
            (await listAllPending(session)).map(({ registrationId }) => registrationId),
          );
          return ids.every((id) => pending.has(id));
        },
        120_000,
      );
      const listed = (await listAllPending(session)).map(({ registrationId }) => registrationId);
      expect(new Set(listed).size).toBe(listed.length);
      expect(await countDocuments(clients.stores, ids)).toBe(SIGN_UPS);
      await eventually('an empty queue', async () => (await queueDepth('registrations.review')) === 0);
      expect(readServices().processes[worker]).not.toBe(killed);
      await untilReady();
    });
  },
);

it('kill -9 of the web process brings it back on the same address', async () => {
  const killed = readServices().processes.web ?? 0;
  process.kill(killed, 'SIGKILL');
  await eventually('another web process', () => {
    const { web } = readServices().processes;
    return web !== undefined && web !== killed;
  });
  await untilReady();
  await reachStatus((await signUp(newApplicant())).statusUrl, 'pending');
});

it(
  'a restart of everything keeps accounts, pending registrations, decisions and private links',
  { timeout: 180_000 },
  async () => {
    const session = await signIn(firstReviewer());
    const waiting = await signUp(newApplicant());
    const approved = await signUp(newApplicant());
    await awaitPending(session, waiting.registrationId);
    await awaitPending(session, approved.registrationId);
    await decide(session, approved.registrationId, { verdict: 'approve' });
    await clients.stores.close();

    await restartProduct();

    clients.stores = openStores();
    expect((await readProgress(waiting.statusUrl)).status).toBe('pending');
    expect((await readProgress(approved.statusUrl)).status).toBe('approved');
    expect(await accountsFor(clients.stores, [approved.registrationId])).toHaveLength(1);
    // The session outlives the restart too, because its secret is kept.
    const listed = await listAllPending(session);
    expect(listed.map(({ registrationId }) => registrationId)).toContain(waiting.registrationId);
  },
);

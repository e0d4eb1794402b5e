import { afterAll, beforeAll, expect, it } from 'vitest';
import { encodeSubmitted } from '@/src/application/contracts/messages';
import { aSubmitted } from '../../fakes/samples';
import { eventually } from '../../harness/eventually';
import { expectNothingLost, untilIdle } from '../../harness/expect-nothing-lost';
import { emptyLedger } from '../../harness/ledger';
import { newApplicant } from '../../harness/people/people';
import { endProduct, startApp, startProduct, stopApp } from '../../harness/processes/product-processes';
import { runScript } from '../../harness/product';
import { awaitPending, decide, signUpUntilPending } from '../../harness/reviewer-session';
import { purgeQueue, queueDepth } from '../../harness/stores/activemq';
import { documentOf, documentWithStatus, loseDocument } from '../../harness/stores/elasticsearch';
import { deleteMessages, produce } from '../../harness/stores/kafka';
import { clientsForTests } from '../../harness/test-clients';
import { signUp } from '../../harness/visitor';

const QUEUE = 'registrations.review';

const ledger = emptyLedger();
beforeAll(startProduct);
afterAll(endProduct);
const clients = clientsForTests();

/** Somebody who signed up so many minutes ago, and whose sign-up the orchestrator gets now. */
const signedUpBefore = async (minutes: number): Promise<string> => {
  const registration = aSubmitted({ at: new Date(Date.now() - minutes * 60_000) });
  await produce(clients.stores, 'registrations.submitted', [encodeSubmitted(registration)]);
  return registration.id;
};

const approve = async (id: string): Promise<void> => {
  expect((await decide(clients.session, id, { verdict: 'approve' })).status).toBe(200);
};

const recorded = (id: string) =>
  eventually(`a document of ${id}`, async () => (await documentOf(clients.stores, id)) !== undefined);

const expectAllFits = async (): Promise<void> => {
  await untilIdle();
  const { exitCode, stdout } = await runScript('reconcile');
  expect(stdout).toContain('Everything fits.');
  expect(exitCode).toBe(0);
  await expectNothingLost(ledger);
};

/** What waits in the outbox goes, and whoever waited there was decided some time ago. */
const loseOutbox = async (id: string): Promise<void> => {
  const { postgres } = clients.stores;
  await postgres.query('DELETE FROM outbox');
  await postgres.query(
    `UPDATE decisions SET decided_at = decided_at - interval '6 minutes' WHERE registration_id = $1`,
    [id],
  );
};

it('a purged queue, lost documents and a lost outbox: reconcile names them, with the commands that mend them', async () => {
  const [waiting, decided, unheard] = await Promise.all([10, 10, 10].map(signedUpBefore));
  for (const id of [waiting!, decided!, unheard!]) await awaitPending(clients.session, id);
  await approve(decided!);
  await documentWithStatus(clients.stores, decided!, 'approved');
  await untilIdle();

  await stopApp('mq-consumer');
  await approve(unheard!);
  const queued = await signedUpBefore(2);
  await eventually('it is on the queue', async () => (await queueDepth(QUEUE)) === 1);
  await recorded(queued);
  await purgeQueue(QUEUE);
  await loseOutbox(unheard!);
  for (const id of [waiting!, decided!]) await loseDocument(clients.stores, id);
  await startApp('mq-consumer');

  const { exitCode, stdout } = await runScript('reconcile');
  expect(exitCode).toBe(1);
  for (const id of [waiting!, decided!]) expect(stdout).toContain(`${id} is not in the search index`);
  expect(stdout).toContain('`npm run rebuild -- search`');
  expect(stdout).toMatch(new RegExp(`${queued} is nowhere: .*\`npm run rebuild -- pending\` puts it back`));
  await documentWithStatus(clients.stores, unheard!, 'approved');

  expect((await runScript('rebuild', 'pending')).stdout).toContain(`put back  ${queued}`);
  expect((await runScript('rebuild', 'search')).exitCode).toBe(0);
  await expectAllFits();
});

it('a log that was cut: what comes after is read, reconcile names what it lacks, and rebuild writes it back', async () => {
  await signUpUntilPending(ledger, clients.session, 2);
  await untilIdle();
  await stopApp('orchestrator');
  // Between its acceptance and the orchestrator a sign-up stands in the log alone: nobody can bring it back.
  await signUp(newApplicant());
  for (const topic of ['registrations.submitted', 'registrations.decided'])
    await deleteMessages(clients.stores, topic);
  await startApp('orchestrator');
  await signUpUntilPending(ledger, clients.session, 1);

  const { exitCode, stdout } = await runScript('reconcile');
  expect(exitCode).toBe(1);
  expect(stdout).toMatch(
    /\d+ are in the search index and in no log: `npm run rebuild -- log` writes them back/,
  );
  expect((await runScript('rebuild', 'log')).exitCode).toBe(0);
  await expectAllFits();
});

import { afterAll, beforeEach, describe, expect, it } from 'vitest';
import type { AppName } from '@/services/product/app-programs';
import type { Failpoint } from '@/src/infrastructure/failpoints/failpoint';
import { controlServer } from '../../harness/control';
import { eventually } from '../../harness/eventually';
import { expectNothingLost, untilIdle } from '../../harness/expect-nothing-lost';
import { emptyLedger } from '../../harness/ledger';
import { newApplicant } from '../../harness/people/people';
import {
  endProduct,
  killApp,
  KILLED_AT_FAILPOINT,
  spawnApp,
  startApp,
  startAppWithFailpoint,
  startProduct,
  stopApp,
} from '../../harness/processes/product-processes';
import { awaitPending, decide, decideMany, listAllPending, signIn } from '../../harness/reviewer-session';
import { firstReviewer } from '../../harness/reviewers';
import { queueDepth } from '../../harness/stores/activemq';
import { signUpMany, signUpWithRetry } from '../../harness/visitor';

const SIGN_UPS = 40;
const DECISIONS = 12;

const ledger = emptyLedger();

beforeEach(startProduct);
afterAll(endProduct);

/** The process ends itself at the point while `work` goes on, and another one comes in its place. */
const crash = async (name: AppName, point: Failpoint, work: () => Promise<unknown>): Promise<void> => {
  const app = await startAppWithFailpoint(name, point);
  const working = work();
  expect(await app.ended).toBe(KILLED_AT_FAILPOINT);
  await startApp(name);
  await working;
};

const nothingElse = async (): Promise<void> => {};

/** Registrations that wait on the review queue, from which nobody takes them. */
const queueWithoutConsumer = async (count: number): Promise<string[]> => {
  await stopApp('mq-consumer');
  const ids = await signUpMany(ledger, count);
  await eventually('all on the queue', async () => (await queueDepth('registrations.review')) >= count);
  return ids;
};

/** Registrations that wait for a reviewer. */
const pendingIds = async (count: number): Promise<string[]> => {
  const ids = await signUpMany(ledger, count);
  await untilIdle();
  return ids;
};

describe.each(['after-mq-commit', 'after-es-bulk', 'before-offset-commit'] as const)(
  'the orchestrator killed %s',
  (point) => {
    it('in the middle of sign-ups: the batch is read again, and each arrives once', async () => {
      await stopApp('orchestrator');
      await signUpMany(ledger, SIGN_UPS);
      await crash('orchestrator', point, nothingElse);
      await expectNothingLost(ledger);
    });
  },
);

describe.each(['after-redis-script', 'before-ack'] as const)('the mq-consumer killed %s', (point) => {
  it('in the middle of admissions: the messages come again, and each is admitted once', async () => {
    const ids = await queueWithoutConsumer(SIGN_UPS);
    await crash('mq-consumer', point, nothingElse);
    await expectNothingLost(ledger);
    const listed = await listAllPending(await signIn(firstReviewer()));
    expect(listed.map(({ registrationId }) => registrationId)).toEqual(expect.arrayContaining(ids));
  });
});

it('the mq-consumer killed before-ack, and a decision before the message comes again: it stays decided', async () => {
  const ids = await queueWithoutConsumer(DECISIONS);
  const app = await startAppWithFailpoint('mq-consumer', 'before-ack');
  expect(await app.ended).toBe(KILLED_AT_FAILPOINT);
  const session = await signIn(firstReviewer());
  const listed = new Set((await listAllPending(session)).map(({ registrationId }) => registrationId));
  const admitted = ids.filter((id) => listed.has(id));
  expect(admitted).not.toEqual([]);
  await decideMany(ledger, session, admitted);
  await startApp('mq-consumer');
  await expectNothingLost(ledger);
});

it('the mq-consumer killed while Redis hangs: what it had in hand and not yet admitted comes again', async () => {
  await queueWithoutConsumer(SIGN_UPS);
  await controlServer('redis', 'pause');
  try {
    const consumer = await startApp('mq-consumer');
    await eventually('it has a batch in hand', () => consumer.output.includes('"store":"redis"'));
    await killApp('mq-consumer');
  } finally {
    await controlServer('redis', 'resume');
  }
  await startApp('mq-consumer');
  await expectNothingLost(ledger);
});

it('ActiveMQ killed while registrations wait on its queue: they are there when it is back', async () => {
  await queueWithoutConsumer(SIGN_UPS);
  await controlServer('activemq', 'kill');
  await controlServer('activemq', 'start');
  await startApp('mq-consumer');
  await expectNothingLost(ledger);
});

it('the mq-consumer killed after-postgres-commit of a duplicate: the first one stays, the second ends once', async () => {
  const applicant = newApplicant();
  const session = await signIn(firstReviewer());
  const first = await signUpWithRetry(ledger, applicant);
  await awaitPending(session, first.registrationId);
  await stopApp('mq-consumer');
  await signUpWithRetry(ledger, applicant);
  await crash('mq-consumer', 'after-postgres-commit', nothingElse);
  await expectNothingLost(ledger);
  await awaitPending(session, first.registrationId);
});

it('the web killed after-produce: the same request sent again is the same registration', async () => {
  await stopApp('web');
  await crash('web', 'after-produce', () => signUpMany(ledger, SIGN_UPS));
  await expectNothingLost(ledger);
});

it('the web killed after-postgres-commit in the middle of decisions: each stands, and none is on the list', async () => {
  const ids = await pendingIds(DECISIONS);
  const session = await signIn(firstReviewer());
  await stopApp('web');
  await crash('web', 'after-postgres-commit', () => decideMany(ledger, session, ids));
  await expectNothingLost(ledger);
});

it('the web killed before-redis-removal, and nobody asks again: the stored decision clears the list', async () => {
  const [id = ''] = await pendingIds(1);
  const session = await signIn(firstReviewer());
  await stopApp('web');
  const app = await startAppWithFailpoint('web', 'before-redis-removal');
  await app.untilLive();
  await expect(decide(session, id, { verdict: 'approve' })).rejects.toThrow();
  expect(await app.ended).toBe(KILLED_AT_FAILPOINT);
  await startApp('web');
  const listed = await listAllPending(session);
  expect(listed.map(({ registrationId }) => registrationId)).not.toContain(id);
  await expectNothingLost(ledger);
});

it('the mq-consumer killed after-outbox-publish: every decision still reaches the record', async () => {
  const ids = await pendingIds(DECISIONS);
  await stopApp('mq-consumer');
  await decideMany(ledger, await signIn(firstReviewer()), ids);
  await crash('mq-consumer', 'after-outbox-publish', nothingElse);
  await expectNothingLost(ledger);
});

describe('production mode', () => {
  it.each(['web', 'orchestrator', 'mq-consumer'] as const)('of the %s refuses a failpoint', async (name) => {
    await stopApp(name);
    const refused = await spawnApp(name, { PORTARIA_FAIL_AT: 'before-ack' });
    expect(await refused.ended).toBe('exit code 1');
    expect(refused.output.trim().split('\n')).toEqual([
      expect.stringMatching(/PORTARIA_FAIL_AT .* refused in production/),
    ]);
    await startApp(name);
  });
});

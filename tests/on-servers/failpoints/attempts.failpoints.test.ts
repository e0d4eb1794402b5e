import { setTimeout as wait } from 'node:timers/promises';
import { afterAll, beforeEach, describe, expect, it } from 'vitest';
import type { DeadLetterList } from '@/src/application/contracts/dead-letters';
import type { Failpoint } from '@/src/infrastructure/failpoints/failpoint';
import { controlServer } from '../../harness/control';
import { eventually } from '../../harness/eventually';
import { expectNothingLost } from '../../harness/expect-nothing-lost';
import { emptyLedger } from '../../harness/ledger';
import { newApplicant } from '../../harness/people/people';
import {
  CLEAN_EXIT,
  endProduct,
  killApp,
  KILLED_AT_FAILPOINT,
  startApp,
  startAppWithFailpoint,
  startProduct,
  startSecond,
  stopApp,
} from '../../harness/processes/product-processes';
import { signIn } from '../../harness/reviewer-session';
import { firstReviewer } from '../../harness/reviewers';
import { signUpMany, signUpWithRetry } from '../../harness/visitor';

const SIGN_UPS = 8;
const TIMES = 5;
const MOST_STARTS = 12;

const ledger = emptyLedger();

beforeEach(startProduct);
afterAll(endProduct);

type Case = ['orchestrator', 'elasticsearch'] | ['mq-consumer', 'postgres'];
const cases: Case[] = [
  ['orchestrator', 'elasticsearch'],
  ['mq-consumer', 'postgres'],
];
const COMPONENT = { orchestrator: 'routing', 'mq-consumer': 'admission' };

/** Sign-ups reach the worker, which cannot finish them, and `disturb` is done to it again and again. */
const duringOutage = async ([worker, server]: Case, disturb: () => Promise<unknown>): Promise<void> => {
  await stopApp(worker);
  await controlServer(server, 'pause');
  try {
    await signUpMany(ledger, SIGN_UPS);
    const app = await startApp(worker);
    const waits = `"component":"${COMPONENT[worker]}","store":"${server}"`;
    await eventually('it has work in hand', () => app.output.includes(waits), 60_000);
    for (let time = 0; time < TIMES; time += 1) await disturb();
  } finally {
    await controlServer(server, 'resume');
  }
  await startProduct();
  await expectNothingLost(ledger);
};

describe.each(cases)('the %s, while %s is away: no sign-up becomes a dead letter', (worker, server) => {
  const which = [worker, server] as Case;

  it('after five clean restarts', { timeout: 180_000 }, () =>
    duringOutage(which, async () => {
      await wait(1_000);
      expect((await stopApp(worker)).ending).toBe(CLEAN_EXIT);
      await startApp(worker);
    }),
  );

  it('though a second one joins and leaves', { timeout: 180_000 }, () =>
    duringOutage(which, async () => {
      const second = await startSecond(worker);
      await wait(2_000);
      await second.stop();
    }),
  );

  // As five power failures do: the process did not die of what it had in hand, since it only waited.
  it('after five kills', { timeout: 180_000 }, () =>
    duringOutage(which, async () => {
      await wait(1_500);
      await killApp(worker);
      await startApp(worker);
    }),
  );
});

describe.each<['orchestrator' | 'mq-consumer', Failpoint]>([
  ['orchestrator', 'after-es-bulk'],
  ['mq-consumer', 'before-ack'],
])('a message that ends the %s each time', (worker, point) => {
  it('is a dead letter in the end, and the others go on', { timeout: 180_000 }, async () => {
    const session = await signIn(firstReviewer());
    await stopApp(worker);
    const { registrationId } = await signUpWithRetry(ledger, newApplicant());
    const deadLetters = async () => {
      const response = await session.get('/api/review/dead-letters');
      const { items } = (await response.json()) as DeadLetterList;
      return items.filter((item) => item.registrationId === registrationId);
    };
    let died = 0;
    for (; died < MOST_STARTS && (await deadLetters()).length === 0; died += 1) {
      const app = await startAppWithFailpoint(worker, point);
      const ended = await Promise.race([app.ended, untilSome(deadLetters)]);
      if (ended !== KILLED_AT_FAILPOINT) break;
    }
    const [deadLetter] = await deadLetters();
    expect(deadLetter).toMatchObject({ attempts: 5, reason: expect.stringContaining('ended the process') });
    expect(died).toBeLessThan(MOST_STARTS);

    await killApp(worker);
    await startApp(worker);
    const path = `/api/review/dead-letters/${encodeURIComponent(deadLetter!.id)}/redrive`;
    expect((await session.post(path, {})).status).toBe(200);
    await signUpMany(ledger, 3);
    await expectNothingLost(ledger);
  });
});

const untilSome = async (list: () => Promise<unknown[]>): Promise<'found'> => {
  await eventually('a dead letter', async () => (await list()).length > 0, 60_000);
  return 'found';
};

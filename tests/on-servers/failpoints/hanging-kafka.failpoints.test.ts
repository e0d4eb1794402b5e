import { afterAll, beforeEach, describe, expect, it } from 'vitest';
import { controlServer } from '../../harness/control';
import { eventually } from '../../harness/eventually';
import { expectNothingLost } from '../../harness/expect-nothing-lost';
import { emptyLedger } from '../../harness/ledger';
import { newApplicant } from '../../harness/people/people';
import { endProduct, startApp, startProduct, stopApp } from '../../harness/processes/product-processes';
import { decideMany, signIn } from '../../harness/reviewer-session';
import { firstReviewer } from '../../harness/reviewers';
import { postRegistration, signUpMany, signUpWithRetry } from '../../harness/visitor';

const DECISIONS = 6;

beforeEach(startProduct);
afterAll(endProduct);

/** The orchestrator is started meanwhile too, and nobody brings it back should it end. */
const whileKafkaHangs = async (work: () => Promise<void>): Promise<void> => {
  await stopApp('orchestrator');
  await controlServer('kafka', 'pause');
  try {
    await startApp('orchestrator');
    await work();
  } finally {
    await controlServer('kafka', 'resume');
  }
};

// kafkajs takes a connection that hung at its beginning for a good one as long as it lives: only a new client helps.
describe('a process that met Kafka hanging when it connected goes on once Kafka answers', () => {
  it('the web accepts sign-ups', async () => {
    const ledger = emptyLedger();
    await stopApp('web');
    await whileKafkaHangs(async () => {
      await startApp('web');
      expect((await postRegistration(JSON.stringify(newApplicant()))).status).toBe(503);
    });
    await signUpWithRetry(ledger, newApplicant());
    await expectNothingLost(ledger);
  });

  it('the mq-consumer publishes what was decided', async () => {
    const ledger = emptyLedger();
    const ids = await signUpMany(ledger, DECISIONS);
    await expectNothingLost(ledger);
    await stopApp('mq-consumer');
    await decideMany(ledger, await signIn(firstReviewer()), ids);
    await whileKafkaHangs(async () => {
      const consumer = await startApp('mq-consumer');
      await eventually('it was refused', () => consumer.output.includes('"store":"kafka"'));
    });
    await expectNothingLost(ledger);
  });
});

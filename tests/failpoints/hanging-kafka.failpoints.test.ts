import { afterAll, beforeEach, expect, it } from 'vitest';
import { newApplicant } from '../support/applicants';
import { endCast, startApp, startCast, stopApp } from '../support/cast';
import { controlServer } from '../support/control';
import { emptyLedger, signUpInTheEnd } from '../support/crowd';
import { expectNothingLost } from '../support/nothing-lost';
import { postRegistration } from '../support/visitor';

beforeEach(startCast);
afterAll(endCast);

// kafkajs takes such a connection for a good one for as long as it lives, so nothing but a new client helps.
it('a web that met Kafka hanging at its first sign-up accepts again once Kafka answers', async () => {
  const ledger = emptyLedger();
  await stopApp('web');
  await controlServer('kafka', 'pause');
  try {
    await startApp('web');
    expect((await postRegistration(JSON.stringify(newApplicant()))).status).toBe(503);
  } finally {
    await controlServer('kafka', 'resume');
  }
  await signUpInTheEnd(ledger, newApplicant());
  await expectNothingLost(ledger);
});

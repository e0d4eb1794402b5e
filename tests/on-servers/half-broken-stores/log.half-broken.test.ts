import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { expectNothingLost, untilIdle } from '../../harness/expect-nothing-lost';
import { acceptedNow, emptyLedger } from '../../harness/ledger';
import { newApplicant } from '../../harness/people/people';
import { endProduct, startProduct } from '../../harness/processes/product-processes';
import { productUrl } from '../../harness/product';
import {
  awaitPending,
  decide,
  listAllPending,
  listPending,
  readDecisionAnswer,
} from '../../harness/reviewer-session';
import { clientsForTests } from '../../harness/test-clients';
import {
  postRegistration,
  reachStatus,
  readProblem,
  readProgress,
  signUp,
  untilAnswered,
} from '../../harness/visitor';
import { LOG_FAULTS } from './faults';

/** A visitor is answered within five seconds, whatever Kafka does. */
const ANSWERED_WITHIN_MS = 5_000;

const ledger = emptyLedger();

beforeAll(startProduct);
beforeEach(startProduct);
afterAll(endProduct);
const clients = clientsForTests();

const pendingBefore = async () => {
  const form = newApplicant();
  const accepted = await signUp(form);
  ledger.accepted.push(acceptedNow(accepted.registrationId, form.email));
  await awaitPending(clients.session, accepted.registrationId);
  return accepted;
};

/** Sends it until it is accepted, always with the same key, and expects it to be one registration. */
const acceptedAgain = async (body: string, headers: Record<string, string>): Promise<void> => {
  const { email } = JSON.parse(body) as { email: string };
  const response = await untilAnswered(() => postRegistration(body, headers));
  expect(response.status).toBe(202);
  const { registrationId, statusUrl } = (await response.json()) as Awaited<ReturnType<typeof signUp>>;
  ledger.accepted.push(acceptedNow(registrationId, email));
  await reachStatus(statusUrl, 'pending', 60_000);
  await untilIdle();
  const waiting = (await listAllPending(clients.session)).filter((one) => one.email === email);
  expect(waiting.map((one) => one.registrationId)).toEqual([registrationId]);
};

describe.each(LOG_FAULTS)('while $store $how', ({ begin, undo, decision }) => {
  it('sign-ups are told to come again, all else goes on, and afterwards each has come once', async () => {
    const { registrationId, statusUrl } = await pendingBefore();
    const body = JSON.stringify(newApplicant());
    const headers = { 'idempotency-key': randomUUID() };
    await begin();
    try {
      const since = performance.now();
      const refused = await postRegistration(body, headers);
      expect(performance.now() - since).toBeLessThan(ANSWERED_WITHIN_MS);
      expect(refused.status).toBe(503);
      expect(refused.headers.get('retry-after')).toBe('5');
      expect((await readProblem(refused)).detail).toContain('safe to send the same request again');
      const decided = await decide(clients.session, registrationId, { verdict: 'approve' });
      expect(decided.status).toBe(decision);
      ledger.answers.push(await readDecisionAnswer(decided, { registrationId, verdict: 'approve' }));
      const listed = (await listPending(clients.session, '&order=newest')).items;
      expect(listed.map((one) => one.registrationId)).not.toContain(registrationId);
      expect((await readProgress(statusUrl)).status).toBe('approved');
      expect((await fetch(`${productUrl()}${statusUrl}`)).status).toBe(200);
    } finally {
      await undo();
    }
    await startProduct();
    await acceptedAgain(body, headers);
  });
});

it('nothing was lost', () => expectNothingLost(ledger));

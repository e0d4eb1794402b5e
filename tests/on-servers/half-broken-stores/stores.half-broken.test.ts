import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { eventually } from '../../harness/eventually';
import { expectNothingLost, untilIdle } from '../../harness/expect-nothing-lost';
import { acceptedNow, emptyLedger } from '../../harness/ledger';
import { newApplicant } from '../../harness/people/people';
import { endProduct, startProduct } from '../../harness/processes/product-processes';
import { productUrl } from '../../harness/product';
import {
  decide,
  decideMany,
  listPending,
  readDecisionAnswer,
  signUpUntilPending,
} from '../../harness/reviewer-session';
import { clientsForTests } from '../../harness/test-clients';
import { reachStatus, readProblem, readProgress, signUp } from '../../harness/visitor';
import { STORE_FAULTS } from './faults';

const ledger = emptyLedger();

beforeAll(startProduct);
// A worker that could not hand its work back ends, for its supervisor to bring it back.
beforeEach(startProduct);
afterAll(endProduct);
const clients = clientsForTests();

/** Somebody signs up, and is accepted at the first try. */
const acceptedAtOnce = async () => {
  const form = newApplicant();
  const accepted = await signUp(form);
  ledger.accepted.push(acceptedNow(accepted.registrationId, form.email));
  return accepted;
};

const pageOf = (statusUrl: string): Promise<Response> => fetch(`${productUrl()}${statusUrl}`);

describe.each(STORE_FAULTS)('while $store $how', ({ begin, undo, decision }) => {
  it('sign-ups are accepted, links answer, decisions are told right, and afterwards all is at rest', async () => {
    const [first = '', second = ''] = await signUpUntilPending(ledger, clients.session, 2);
    await begin();
    try {
      const { statusUrl } = await acceptedAtOnce();
      const progress = await readProgress(statusUrl);
      expect(progress.steps[0]?.name).toBe('submitted');
      expect((await pageOf(statusUrl)).status).toBe(200);
      const response = await decide(clients.session, first, { verdict: 'approve' });
      expect(response.status).toBe(decision);
      const asked = { registrationId: first, verdict: 'approve' } as const;
      if (decision === 200) ledger.answers.push(await readDecisionAnswer(response, asked));
      else await readProblem(response);
    } finally {
      await undo();
    }
    await startProduct();
    await decideMany(ledger, clients.session, [first, second]);
    const { statusUrl } = await acceptedAtOnce();
    await reachStatus(statusUrl, 'pending', 60_000);
    await untilIdle();
  });
});

describe('while redis only reads', () => {
  it('the list is shown, without whom was decided meanwhile', async () => {
    const [first = '', second = ''] = await signUpUntilPending(ledger, clients.session, 2);
    const { begin, undo } = STORE_FAULTS[0]!;
    await begin();
    try {
      expect((await decide(clients.session, first, { verdict: 'approve' })).status).toBe(200);
      const listed = (await listPending(clients.session, '&order=newest')).items.map(
        (one) => one.registrationId,
      );
      expect(listed).toContain(second);
      expect(listed).not.toContain(first);
    } finally {
      await undo();
    }
    await decideMany(ledger, clients.session, [first, second]);
  });
});

it('a Redis that may drop what it holds is named by the readiness', async () => {
  const { redis } = clients.stores;
  await redis.config('SET', 'maxmemory', '500mb');
  await redis.config('SET', 'maxmemory-policy', 'allkeys-lru');
  try {
    await eventually('it is named', async () => {
      const response = await fetch(`${productUrl()}/api/health/ready`);
      const { failing } = (await response.json()) as { failing: string[] };
      return response.status === 503 && failing.includes('redis');
    });
  } finally {
    await redis.config('SET', 'maxmemory-policy', 'noeviction');
    await redis.config('SET', 'maxmemory', '0');
  }
});

it('nothing was lost', () => expectNothingLost(ledger));

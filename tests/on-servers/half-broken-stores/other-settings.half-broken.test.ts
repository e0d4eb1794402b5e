import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { LIMITS } from '@/src/application/contracts/registration-rules';
import { restartServer } from '../../harness/control';
import { eventually } from '../../harness/eventually';
import { expectNothingLost, untilIdle } from '../../harness/expect-nothing-lost';
import { emptyLedger } from '../../harness/ledger';
import { newApplicant } from '../../harness/people/people';
import { endProduct, startProduct } from '../../harness/processes/product-processes';
import { productUrl } from '../../harness/product';
import { decideMany, listAllPending, signUpUntilPending } from '../../harness/reviewer-session';
import { clientsForTests } from '../../harness/test-clients';
import { signUpWithRetry, startLoad } from '../../harness/visitor';
import { untilReady } from '../../harness/web-client';
import { OTHER_SETTINGS } from './other-settings';

const PER_SECOND = 5;
const LONGEST_AT_ONCE = 20;

const ledger = emptyLedger();

beforeAll(startProduct);
beforeEach(startProduct);
afterAll(endProduct);
const clients = clientsForTests();

/** The longest there can be, so many at once that they share requests. */
const signUpAtLength = async (): Promise<void> => {
  const reason = '語'.repeat(LIMITS.reason);
  const forms = Array.from({ length: LONGEST_AT_ONCE }, () => newApplicant({ reason }));
  const accepted = await Promise.all(forms.map((form) => signUpWithRetry(ledger, form)));
  await eventually(
    'all are pending',
    async () => {
      const listed = new Set((await listAllPending(clients.session)).map((one) => one.registrationId));
      return accepted.every(({ registrationId }) => listed.has(registrationId));
    },
    60_000,
  );
};

describe.each(OTHER_SETTINGS)('$store restarted with $how', ({ store, settings, prepare }) => {
  it('what was on its way arrives, what comes then as well, and nothing is lost', async () => {
    const before = await signUpUntilPending(ledger, clients.session, 4);
    const load = startLoad(ledger, PER_SECOND);
    try {
      await prepare?.();
      await restartServer(store, settings());
    } finally {
      await load.stop();
    }
    await startProduct();
    await decideMany(ledger, clients.session, before);
    await signUpAtLength();
    await untilIdle();
    await untilReady();
  });
});

it('a Redis restarted with a limit and an eviction policy is named by the readiness', async () => {
  await restartServer('redis', ['--maxmemory', '500mb', '--maxmemory-policy', 'allkeys-lru']);
  await eventually('it is named', async () => {
    const response = await fetch(`${productUrl()}/api/health/ready`);
    const { failing } = (await response.json()) as { failing: string[] };
    return failing.includes('redis');
  });
  await restartServer('redis');
  await untilReady();
});

it('nothing was lost', () => expectNothingLost(ledger));

it('times are what was meant, whatever zone Postgres has', async () => {
  const { postgres } = clients.stores;
  const { rows } = await postgres.query<{ zone: string; off: number }>(
    `SELECT current_setting('TimeZone') AS zone, max(abs(extract(epoch FROM now() - decided_at)))::float8 AS off FROM decisions`,
  );
  expect(rows[0]?.zone).toBe('America/Sao_Paulo');
  expect(rows[0]?.off).toBeLessThan(3_600);
});

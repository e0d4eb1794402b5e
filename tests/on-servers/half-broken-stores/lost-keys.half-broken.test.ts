import { afterAll, beforeAll, expect, it } from 'vitest';
import { eventually } from '../../harness/eventually';
import { expectNothingLost } from '../../harness/expect-nothing-lost';
import { emptyLedger } from '../../harness/ledger';
import { endProduct, startProduct } from '../../harness/processes/product-processes';
import { runScript } from '../../harness/product';
import { listAllPending, signUpUntilPending } from '../../harness/reviewer-session';
import { documentOf } from '../../harness/stores/elasticsearch';
import { clientsForTests } from '../../harness/test-clients';
import { postRegistration } from '../../harness/visitor';

const LIST = '{portaria}:pending';
const CLAIMS = '{portaria}:pending:emails';
const entryOf = (id: string): string => `${LIST}:${id}`;
/** The reconciler comes once a minute. */
const MENDED_IN_MS = 100_000;

const ledger = emptyLedger();
beforeAll(startProduct);
afterAll(endProduct);
const clients = clientsForTests();

const recorded = (id: string) =>
  eventually(`a document of ${id}`, async () => (await documentOf(clients.stores, id)) !== undefined);

it(
  'what is left of the pending list is in order again within a minute, by itself',
  { timeout: 180_000 },
  async () => {
    const { redis } = clients.stores;
    const ids = await signUpUntilPending(ledger, clients.session, 4);
    for (const id of ids) await recorded(id);
    const [deleted = '', garbled = '', otherType = ''] = ids;
    await redis.del(LIST, entryOf(deleted));
    await redis.hset(entryOf(garbled), 'registration', 'garbage');
    await redis.del(entryOf(otherType));
    await redis.set(entryOf(otherType), 'garbage');
    await eventually(
      'all are listed',
      async () => {
        const listed = new Set((await listAllPending(clients.session)).map((one) => one.registrationId));
        return ids.every((id) => listed.has(id));
      },
      MENDED_IN_MS,
    );
    await expectNothingLost(ledger);
  },
);

it('two registrations for one address never wait at once, though the claims of addresses were lost', async () => {
  const { redis } = clients.stores;
  const [first = ''] = await signUpUntilPending(ledger, clients.session, 1);
  const { email } = ledger.accepted.find(({ registrationId }) => registrationId === first)!;
  await redis.del(CLAIMS);
  const body = JSON.stringify({ name: 'Ana Lima', email, reason: 'Once more.' });
  const response = await postRegistration(body);
  const { registrationId } = (await response.json()) as { registrationId: string };
  ledger.accepted.push({ registrationId, email, at: new Date().toISOString(), status: 202 });
  await expectNothingLost(ledger);
  expect((await listAllPending(clients.session)).filter((one) => one.email === email)).toHaveLength(1);
});

it('reconcile mends what does not fit, names it, and then everything fits', async () => {
  const { redis } = clients.stores;
  const [first = ''] = await signUpUntilPending(ledger, clients.session, 1);
  await redis.del(LIST);
  const { stdout } = await runScript('reconcile');
  expect(stdout).toContain(`${first} is waiting, but not on the list: mended`);
  expect(stdout).toContain('Everything fits.');
});

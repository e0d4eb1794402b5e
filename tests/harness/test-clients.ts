import { afterAll, beforeAll } from 'vitest';
import { signIn, type ReviewerSession } from './reviewer-session';
import { firstReviewer } from './reviewers';
import { openStores, type Stores } from './stores/stores';

/** `stores` may be replaced by a test that closes them. */
type TestClients = { stores: Stores; session: ReviewerSession };

/** The stores of the product under test and a session of the first admin, for all tests of a file. */
export const clientsForTests = (): TestClients => {
  const clients = {} as TestClients;
  beforeAll(async () => {
    clients.stores = openStores();
    clients.session = await signIn(firstReviewer());
  });
  afterAll(() => clients.stores.close());
  return clients;
};

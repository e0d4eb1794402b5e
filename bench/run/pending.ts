import { TOPICS } from '@/src/application/contracts/messages';
import { listAllPending, type ReviewerSession } from '@/tests/harness/reviewer-session';
import { withStoreClients } from '@/tests/invariants/store-clients';
import { fillLog } from '../arms/fill-log';
import type { Bench } from './bench';
import { pendingCount } from './product';
import { watchArrivals } from './watch-arrivals';

/** So many more people who wait for a reviewer, by way of the log and the workers. */
export const addPending = async ({ product, signal }: Bench, count: number): Promise<void> =>
  withStoreClients(product.inUse, async ({ redis }) => {
    const before = await pendingCount(redis);
    await fillLog({ addresses: product.inUse, topic: TOPICS.submitted, count });
    await watchArrivals({ before, count, arrivals: () => pendingCount(redis), signal });
  });

/** The ids of everybody who waits. */
export const pendingIds = async (session: ReviewerSession): Promise<string[]> =>
  (await listAllPending(session)).map(({ registrationId }) => registrationId);

import { ElasticsearchRegistrationRecords } from '@/src/infrastructure/elasticsearch/elasticsearch-registration-records';
import { RedisReconcilerProgress } from '@/src/infrastructure/redis/redis-reconciler-progress';
import { eventually } from '@/tests/harness/eventually';
import { withStoreClients } from '@/tests/invariants/store-clients';
import type { Bench } from './bench';

const WITHIN_MS = 15 * 60_000;
const LOOK_EVERY_MS = 1_000;

/** How many writes the record has seen so far. */
export const countWrites = ({ product }: Bench): Promise<number> =>
  withStoreClients(product.inUse, async ({ elasticsearch }) => {
    const position = await new ElasticsearchRegistrationRecords(elasticsearch).position();
    return position?.writes ?? 0;
  });

/** Waits until the reconciler has found everything in its place up to that write: five minutes later at the soonest. */
export const untilReconciled = ({ product, signal }: Bench, writes: number): Promise<void> =>
  withStoreClients(product.inUse, async ({ redis }) => {
    const progress = new RedisReconcilerProgress(redis);
    const hasCome = async (): Promise<boolean> =>
      signal.aborted || ((await progress.read())?.writes ?? 0) >= writes;
    await eventually('the reconciler comes to the end', hasCome, {
      deadlineMs: WITHIN_MS,
      pauseMs: LOOK_EVERY_MS,
    });
    signal.throwIfAborted();
  });

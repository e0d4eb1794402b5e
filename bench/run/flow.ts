import { withStoreClients } from '@/tests/invariants/store-clients';
import { portaria } from '../arms/arms';
import type { Bench } from './bench';
import { generate } from './generate';
import { pendingCount } from './product';
import { watchArrivals } from './watch-arrivals';

/**
 * Sign-ups a second through the whole of Portaria while it accepts, closed loop: so many as were accepted, from the first
 * request until the last of them waits for a reviewer. What is accepted faster than it travels is so not counted as fast.
 */
export const measureFlow = async (bench: Bench, durationMs: number): Promise<number> => {
  const { product, ledgerFile, signal, sizes } = bench;
  return withStoreClients(product.inUse, async ({ redis }) => {
    const before = await pendingCount(redis);
    const load = { kind: 'closed', connections: sizes.connections, warmUpMs: 0, durationMs } as const;
    const report = await generate({ url: portaria(bench).url, load, ledgerFile }, signal);
    const { lastAt } = await watchArrivals({
      before,
      count: report.acceptedInAll,
      arrivals: () => pendingCount(redis),
      signal,
    });
    return (report.acceptedInAll * 1_000) / (lastAt - report.startedAt);
  });
};

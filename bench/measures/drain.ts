import { TOPICS } from '@/src/application/contracts/messages';
import { withStoreClients } from '@/tests/invariants/store-clients';
import { ARM_TITLES } from '../arms/arms';
import { fillLog } from '../arms/fill-log';
import { rawArrivals, withRawBacklog, withRawHops } from '../arms/raw/raw-hops';
import type { RawPlace } from '../arms/raw/raw-setting';
import { Figures } from '../results/figure';
import type { Bench, Measure } from '../run/bench';
import { pendingCount, startWorkers, stopWorkers } from '../run/product';
import { watchArrivals } from '../run/watch-arrivals';

/** How fast a backlog in the log comes to the end, both hops at once as in production: two processes in either arm. */
export const drain: Measure = {
  name: 'drain',
  title: 'Draining a backlog',
  runs: 'always',
  on: 'product',
  run: async (bench) => {
    const { repeats, backlog } = bench.sizes;
    const figures = new Figures();
    const step = (arm: 'A' | 'B', repeat: number, work: () => Promise<number>): Promise<number> =>
      bench.reporter.onStep(`${arm} (${ARM_TITLES[arm]}) drains ${backlog}, ${repeat} of ${repeats}`, work);
    for (let repeat = 1; repeat <= repeats; repeat += 1) {
      const a = await step('A', repeat, () => drainPortaria(bench));
      figures.add({ key: 'drain.A', title: ARM_TITLES.A, arm: 'A', unit: '/s' }, a);
      const b = await step('B', repeat, () =>
        withRawBacklog(bench, backlog, (place) => drainRaw(bench, place)),
      );
      figures.add({ key: 'drain.B', title: ARM_TITLES.B, arm: 'B', unit: '/s' }, b);
    }
    return figures.all();
  },
};

const drainPortaria = async (bench: Bench): Promise<number> => {
  const { product, sizes, signal } = bench;
  const addresses = product.inUse;
  await stopWorkers(product);
  await fillLog({ addresses, topic: TOPICS.submitted, count: sizes.backlog });
  return withStoreClients(addresses, async ({ redis }) => {
    const before = await pendingCount(redis);
    const passage = watchArrivals({
      before,
      count: sizes.backlog,
      arrivals: () => pendingCount(redis),
      signal,
    });
    const [{ perSecond }] = await Promise.all([passage, startWorkers(product)]);
    return perSecond;
  });
};

const drainRaw = (bench: Bench, place: RawPlace): Promise<number> =>
  withStoreClients(bench.product.inUse, ({ redis }) =>
    withRawHops(bench, { place, hops: ['orchestrate', 'consume'] }, async () => {
      const count = bench.sizes.backlog;
      const arrivals = (): Promise<number> => rawArrivals(redis, place);
      return (await watchArrivals({ count, arrivals, signal: bench.signal })).perSecond;
    }),
  );

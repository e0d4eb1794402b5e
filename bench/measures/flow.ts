import { kafkaClient, withStoreClients } from '@/tests/invariants/store-clients';
import { rawArrivals, rawCommitted, withRawBacklog, withRawHops } from '../arms/raw/raw-hops';
import type { RawPlace } from '../arms/raw/raw-setting';
import { Figures } from '../results/figure';
import type { Bench, Measure } from '../run/bench';
import { measureFlow } from '../run/flow';
import { watchArrivals } from '../run/watch-arrivals';

/** The whole flow while accepting, against the two raw hops one after the other. A B, A B, … */
export const flow: Measure = {
  name: 'flow',
  title: 'The whole flow while accepting',
  runs: 'always',
  on: 'product',
  run: async (bench) => {
    const { sizes, reporter } = bench;
    const figures = new Figures();
    await reporter.onStep('Warming up', () => measureFlow(bench, sizes.warmUpMs));
    for (let repeat = 1; repeat <= sizes.repeats; repeat += 1) {
      const of = `${repeat} of ${sizes.repeats}`;
      const a = await reporter.onStep(`A, ${of}`, () => measureFlow(bench, sizes.loadMs));
      figures.add({ key: 'flow.A', title: 'from the request to the pending list', arm: 'A', unit: '/s' }, a);
      await reporter.onStep(`B, ${of}`, () => measureSerial(bench, figures));
    }
    return figures.all();
  },
};

const measureSerial = (bench: Bench, figures: Figures): Promise<void> =>
  withRawBacklog(bench, bench.sizes.serialBacklog, async (place) => {
    const routed = await measureOrchestrate(bench, place);
    const admitted = await measureConsume(bench, place);
    const named = { arm: 'B', unit: '/s' } as const;
    figures.add({ ...named, key: 'flow.B.orchestrate', title: 'Kafka → ActiveMQ → Elasticsearch' }, routed);
    figures.add({ ...named, key: 'flow.B.consume', title: 'ActiveMQ → Redis' }, admitted);
    const serial = 1 / (1 / routed + 1 / admitted);
    figures.add({ ...named, key: 'flow.B', title: 'both, one after the other' }, serial);
  });

const watchSerial = async ({ sizes, signal }: Bench, arrivals: () => Promise<number>): Promise<number> =>
  (await watchArrivals({ count: sizes.serialBacklog, arrivals, signal })).perSecond;

const measureOrchestrate = async (bench: Bench, place: RawPlace): Promise<number> => {
  const admin = kafkaClient(bench.product.inUse).admin();
  await admin.connect();
  try {
    return await withRawHops(bench, { place, hops: ['orchestrate'] }, async () => {
      return watchSerial(bench, () => rawCommitted(admin, place));
    });
  } finally {
    await admin.disconnect();
  }
};

const measureConsume = (bench: Bench, place: RawPlace): Promise<number> =>
  withStoreClients(bench.product.inUse, ({ redis }) =>
    withRawHops(bench, { place, hops: ['consume'] }, async () => {
      return watchSerial(bench, () => rawArrivals(redis, place));
    }),
  );

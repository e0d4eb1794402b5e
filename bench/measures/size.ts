import { setTimeout as sleep } from 'node:timers/promises';
import { listPending, type ReviewerSession } from '@/tests/harness/reviewer-session';
import { percentile } from '@/tests/harness/statistics';
import { withStoreClients } from '@/tests/invariants/store-clients';
import { portaria } from '../arms/arms';
import type { GeneratorReport } from '../generator/job';
import { canReadUsage } from '../processes/usage';
import { Figures } from '../results/figure';
import type { Bench, Measure } from '../run/bench';
import { approveOne } from '../run/decide';
import { generate } from '../run/generate';
import { measureIdleCpu } from '../run/idle-cpu';
import { pendingCount, startWorkers, stopWorkers } from '../run/product';
import { countWrites, untilReconciled } from '../run/reconciled';
import { signInReviewer } from '../run/reviewer';
import { spaceOf } from '../run/space';
import { seedStores } from '../seed/seed-stores';

/** Few enough that nobody waits for anybody else. */
const SIGN_UPS_PER_SECOND = 10;
const REST_MS = 10_000;
/** The tables of the decided grow too. */
const DECIDED_SHARE = 0.1;

/** What one page, one sign-up, one decision and doing nothing cost at 10 k, 100 k and 1 M pending. */
export const size: Measure = {
  name: 'size',
  title: 'Cost against size',
  runs: 'in full',
  on: 'product',
  run: async (bench) => {
    const figures = new Figures();
    for (const pending of bench.sizes.pendingSizes) {
      await growTo(bench, pending);
      const writes = await countWrites(bench);
      const session = await signInReviewer(bench);
      const on = (title: string, work: () => Promise<void>): Promise<void> =>
        bench.reporter.onStep(`${title} at ${pending.toLocaleString('en')} pending`, work);
      const at = { pending, session, figures };
      await on('Pages of the list', () => measureList(bench, at));
      await on('Admissions', () => measureAdmission(bench, at));
      await on('Decisions', () => measureDecisions(bench, at));
      if (canReadUsage) {
        await on('The reconciler looks at what is new', () => untilReconciled(bench, writes));
        await on('Rest', () => measureRest(bench, at));
      }
      await measureSpace(bench, at);
    }
    return figures.all();
  },
};

const growTo = async (bench: Bench, pending: number): Promise<void> => {
  const { product, reporter, signal } = bench;
  const addresses = product.inUse;
  await stopWorkers(product);
  const there = await withStoreClients(addresses, ({ redis }) => pendingCount(redis));
  await seedStores({
    addresses,
    pending: pending - there,
    decided: Math.ceil(pending * DECIDED_SHARE),
    signal,
  });
  await reporter.onStep('Workers start', () => startWorkers(product));
};

type At = { pending: number; session: ReviewerSession; figures: Figures };

const add = ({ pending, figures }: At, what: string, { title, value }: { title: string; value: number }) =>
  figures.add(
    { key: `size.${pending}.${what}`, title: `${title}, ${pending} pending`, arm: 'A', unit: 'ms' },
    value,
  );

const measureList = async ({ sizes }: Bench, at: At): Promise<void> => {
  const took: number[] = [];
  for (let index = 0; index < sizes.requestsAtSize; index += 1) {
    const since = performance.now();
    await listPending(at.session, index % 2 === 0 ? '' : '&order=newest');
    took.push(performance.now() - since);
  }
  add(at, 'list', { title: 'page of 50, p50', value: percentile(took, 0.5) });
  add(at, 'list.p99', { title: 'page of 50, p99', value: percentile(took, 0.99) });
};

const measureAdmission = async (bench: Bench, at: At): Promise<void> => {
  const durationMs = (bench.sizes.requestsAtSize * 1_000) / SIGN_UPS_PER_SECOND;
  const report: GeneratorReport = await generate(
    {
      url: portaria(bench).url,
      load: { kind: 'open', ratePerSecond: SIGN_UPS_PER_SECOND, connections: 8, warmUpMs: 1_000, durationMs },
      watch: { origin: bench.product.url, cookie: at.session.cookie },
      ledgerFile: bench.ledgerFile,
    },
    bench.signal,
  );
  if (!report.visible) return;
  add(at, 'answer', { title: 'answer to a sign-up, p50', value: report.latency.p50 });
  add(at, 'admission', { title: 'from the 202 to the dashboard, p50', value: report.visible.p50 });
  add(at, 'admission.p99', { title: 'from the 202 to the dashboard, p99', value: report.visible.p99 });
};

const measureDecisions = async (bench: Bench, at: At): Promise<void> => {
  const took: number[] = [];
  const { items } = await listPending(at.session, '&limit=200');
  for (const { registrationId } of items.slice(0, bench.sizes.requestsAtSize)) {
    took.push(await approveOne(bench, at.session, registrationId));
  }
  add(at, 'decision', { title: 'approval, p50', value: percentile(took, 0.5) });
  add(at, 'decision.p99', { title: 'approval, p99', value: percentile(took, 0.99) });
};

const measureSpace = async (bench: Bench, { pending, figures }: At): Promise<void> => {
  const space = await spaceOf(bench, pending * (1 + DECIDED_SHARE));
  for (const [store, bytes] of Object.entries(space)) {
    const key = `size.${pending}.space.${store.toLowerCase()}`;
    figures.add(
      { key, title: `${store} for a registration, ${pending} pending`, arm: 'A', unit: 'bytes' },
      bytes,
    );
  }
};

const measureRest = async ({ product, sizes }: Bench, { pending, figures }: At): Promise<void> => {
  await sleep(REST_MS);
  // In a full run a minute, so that what happens once a minute is in it.
  const { all } = await measureIdleCpu(product, 2 * sizes.idleMs);
  const title = `idle CPU of all three, ${pending} pending`;
  figures.add({ key: `size.${pending}.idle`, title, arm: 'A', unit: '% of a core' }, all);
};

import { type AcceptArm, ARM_TITLES, withAcceptArms } from '../arms/arms';
import { canReadUsage, cpuSecondsOf } from '../processes/usage';
import { Figures } from '../results/figure';
import type { Bench, Measure } from '../run/bench';
import { generate } from '../run/generate';
import { startWorkers, stopWorkers } from '../run/product';

/** How fast sign-ups are taken where nothing else is done: closed loop, the workers stopped. A B C D, A B C D, … */
export const accept: Measure = {
  name: 'accept',
  title: 'Accepting alone',
  runs: 'always',
  on: 'product',
  run: async (bench) => {
    await stopWorkers(bench.product);
    const figures = new Figures();
    await withAcceptArms(bench, ['A', 'B', 'C', 'D'], async (arms) => {
      for (let repeat = 1; repeat <= bench.sizes.repeats; repeat += 1) {
        for (const arm of arms) {
          const title = `${arm.name} (${ARM_TITLES[arm.name]}) accepts, ${repeat} of ${bench.sizes.repeats}`;
          await bench.reporter.onStep(title, () => measureArm(bench, arm, figures));
        }
      }
    });
    await bench.reporter.onStep('Workers start again', () => startWorkers(bench.product));
    return figures.all();
  },
};

const measureArm = async (bench: Bench, { name, url, pid }: AcceptArm, figures: Figures): Promise<void> => {
  const { connections, warmUpMs, loadMs } = bench.sizes;
  const load = { kind: 'closed', connections, warmUpMs, durationMs: loadMs } as const;
  const ledgerFile = name === 'A' ? bench.ledgerFile : undefined;
  const cpuBefore = canReadUsage ? cpuSecondsOf(pid) : 0;
  const report = await generate({ url, load, ledgerFile }, bench.signal);
  const title = ARM_TITLES[name];
  figures.add({ key: `accept.${name}`, title, arm: name, unit: '/s' }, report.perSecond);
  if (canReadUsage) {
    const cpuMs = ((cpuSecondsOf(pid) - cpuBefore) * 1_000) / report.acceptedInAll;
    const named = { key: `accept.${name}.cpu`, title: `${title}: CPU of its process for each`, arm: name };
    figures.add({ ...named, unit: 'ms' }, cpuMs);
  }
  const generator = { key: `accept.${name}.generator`, title: `${title}: CPU of the generator`, arm: name };
  figures.add({ ...generator, unit: 'cores' }, report.cpuCores);
};

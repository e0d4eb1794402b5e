import { setTimeout as sleep } from 'node:timers/promises';
import { APP_NAMES } from '@/services/product/app-programs';
import { residentMegabytesOf } from '../processes/usage';
import { Figures } from '../results/figure';
import type { Measure } from '../run/bench';
import { measureIdleCpu } from '../run/idle-cpu';
import { pidOf } from '../run/product';

/** What a start leaves to do, such as pages that are compiled once, is over by then. */
const REST_MS = 20_000;

/** What the three processes cost while nobody comes: CPU and memory, from /proc. */
export const idle: Measure = {
  name: 'idle',
  title: 'At rest',
  runs: 'in full',
  on: 'product',
  run: async ({ product, sizes, reporter }) => {
    const figures = new Figures();
    await reporter.onStep('Coming to rest', () => sleep(REST_MS));
    for (let repeat = 1; repeat <= sizes.repeats; repeat += 1) {
      const title = `${sizes.idleMs / 1_000} s at rest, ${repeat} of ${sizes.repeats}`;
      const cpu = await reporter.onStep(title, () => measureIdleCpu(product, sizes.idleMs));
      const unit = '% of a core';
      figures.add({ key: 'idle.cpu', title: 'CPU of all three', arm: 'A', unit }, cpu.all);
      for (const name of APP_NAMES) {
        figures.add({ key: `idle.cpu.${name}`, title: `CPU of ${name}`, arm: 'A', unit }, cpu[name]);
        const megabytes = residentMegabytesOf(pidOf(product, name));
        const memory = { key: `idle.memory.${name}`, title: `memory of ${name}`, arm: 'A' } as const;
        figures.add({ ...memory, unit: 'MB' }, megabytes);
      }
    }
    return figures.all();
  },
};

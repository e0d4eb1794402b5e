import { readTextFile } from '@/services/json-file';
import { outageFigures } from '../on-product/outages/outage';
import { onProduct } from './product-suites';
import { say } from './test-report';
import type { Run } from './run-request';
import { runVitest } from './vitest-suite';

/** Takes one server after the other away from a product of its own, and tells what visitors saw. */
export const runOutages = (run: Run, home: string): Promise<void> =>
  onProduct(run, { home, name: 'product for the outages' }, async (env) => {
    const { add, signal, only } = run;
    await add('outages', () => runVitest({ project: 'outages', env, only, signal }));
    const figures = readTextFile(outageFigures(home));
    if (figures) say(figures.trimEnd());
  });

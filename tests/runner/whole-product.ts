import { onProduct } from './product-suites';
import { runPlaywright } from './playwright-suite';
import { wants, type Run } from './run-request';
import { runVitest } from './vitest-suite';

/** Drives the product over HTTP and then in a browser. */
export const runWholeProduct = (
  run: Run,
  { home, chromium }: { home: string; chromium: string },
): Promise<void> =>
  onProduct(run, { home, name: 'product' }, async (env) => {
    const { add, signal, only } = run;
    if (wants(run, 'system'))
      await add('system tests', () => runVitest({ project: 'system', env, only, signal }));
    if (wants(run, 'end-to-end')) {
      const browserEnv = { ...env, PLAYWRIGHT_CHROMIUM_PATH: chromium };
      await add('end-to-end tests', () => runPlaywright({ env: browserEnv, only, signal }));
    }
  });

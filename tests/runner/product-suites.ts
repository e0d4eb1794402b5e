import { join } from 'node:path';
import { readTextFile } from '@/services/home/files';
import { launcherEnv } from '@/services/home/launcher-env';
import { anyFreePort } from '@/services/ports/free-port';
import { APP_NAMES } from '@/services/product/app-programs';
import { launch, type LaunchedProduct } from '@/services/product/launch';
import { SERVER_NAMES } from '@/services/servers/server-program';
import { figuresFile } from '../harness/figures';
import { findLeftovers } from '../harness/processes/leftover-processes';
import { openControl } from './control-server';
import { runPlaywright } from './playwright-suite';
import { failedOnce, passedIfNone, passedOnce, wants, type TestRun } from './suite';
import { onStep, say } from './test-report';
import { runVitest } from './vitest-suite';

/** Drives the product over HTTP and then in a browser. */
export const runSystemAndBrowser = (
  run: TestRun,
  { home, chromium }: { home: string; chromium: string },
): Promise<void> =>
  onProduct(run, { home, name: 'product' }, async (env) => {
    const { add, signal, only } = run;
    if (wants(run, 'system'))
      await add('system tests', () => runVitest({ project: 'system', env, only, signal }));
    if (wants(run, 'security')) {
      await add('security', () => runVitest({ project: 'security', env, only, signal }));
      sayFigures(home);
    }
    if (wants(run, 'end-to-end')) {
      const browserEnv = { ...env, PLAYWRIGHT_CHROMIUM_PATH: chromium };
      await add('end-to-end tests', () => runPlaywright({ env: browserEnv, only, signal }));
    }
  });

/** Takes one server after the other away from a product of its own, and tells what visitors saw. */
export const runOutages = (run: TestRun, home: string): Promise<void> =>
  onProduct(run, { home, name: 'product for the outages' }, async (env) => {
    const { add, signal, only } = run;
    await add('outages', () => runVitest({ project: 'outages', env, only, signal }));
    sayFigures(home);
  });

/** What the tests of this product have noted. */
const sayFigures = (home: string): void => {
  const figures = readTextFile(figuresFile(home));
  if (figures) say(figures.trimEnd());
};

/** `name` tells apart the products of one run. */
type Setting = { home: string; name: string };
/** Gets the environment that tells a test where the product is and how to act on its servers. */
type Drive = (env: Record<string, string>) => Promise<void>;

/** Starts the product as `npm start` does, lets `drive` have it, stops it, and looks for leftovers. */
const onProduct = async ({ add, signal }: TestRun, { home, name }: Setting, drive: Drive): Promise<void> => {
  const env = launcherEnv.parse({
    PORT: String(await anyFreePort()),
    PORTARIA_BUILD: 'test',
    JAVA_HOME: process.env.JAVA_HOME,
  });
  const start = (): Promise<LaunchedProduct> =>
    launch({ home, env, mode: 'production', reporter: { onStep, say }, signal });
  let product: LaunchedProduct | undefined;
  await add(`${name} starts`, async () => {
    product = await start();
    return product.createdAdmin ? passedOnce(`${name} starts`) : failedOnce(name, 'It made no admin.');
  });
  if (!product) return;

  let running = product;
  const control = await openControl({
    server: (server) => running.server(server),
    restart: async () => {
      await running.stop();
      running = await start();
    },
  });
  await drive({
    PORTARIA_TEST_SERVICES: join(home, 'services.json'),
    PORTARIA_TEST_CONTROL: control.url,
  });
  control.close();

  const pids = [...SERVER_NAMES.map(running.server), ...APP_NAMES.map(running.app)].map(({ pid }) => pid);
  await add(`${name} stops`, async () => {
    await running.stop();
    return passedIfNone(`${name} stops`, findLeftovers(pids, home));
  });
  // After Ctrl-C nothing is added any more, but everything still has to stop.
  if (signal.aborted) await running.stop();
};

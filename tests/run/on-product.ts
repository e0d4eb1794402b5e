import { join } from 'node:path';
import { appNames } from '@/services/app-names';
import { anyFreePort } from '@/services/free-port';
import { launch, type LaunchedProduct } from '@/services/launch';
import { launcherEnv } from '@/services/launcher-env';
import { readTextFile } from '@/services/json-file';
import { serverNames } from '@/services/server-name';
import { outageFigures } from '../support/outage';
import { openControl } from './control-server';
import { whatStillRuns } from './leftovers';
import { runPlaywright } from './playwright-suite';
import { onStep, say } from './report';
import { failedOnce, passedOnce } from './suite';
import { runVitest } from './vitest-suite';
import { wants, type Run } from './run-request';

type Setting = { home: string; chromium: string };

/** Starts the product as `npm start` does, drives it over HTTP and in a browser, stops it, and looks for leftovers. */
export const runOnProduct = async (run: Run, { home, chromium }: Setting): Promise<void> => {
  const { add, signal, only } = run;
  const env = launcherEnv.parse({
    PORT: String(await anyFreePort()),
    PORTARIA_BUILD: 'test',
    JAVA_HOME: process.env.JAVA_HOME,
  });
  const start = (): Promise<LaunchedProduct> =>
    launch({ home, env, mode: 'production', teller: { onStep, say }, signal });
  let product: LaunchedProduct | undefined;
  await add('product starts', async () => {
    product = await start();
    return product.createdAdmin
      ? passedOnce('product starts')
      : failedOnce('product starts', 'It made no admin.');
  });
  if (!product) return;

  let running = product;
  const control = await openControl({
    server: (name) => running.server(name),
    restart: async () => {
      await running.stop();
      running = await start();
    },
  });
  const testEnv = {
    PORTARIA_TEST_SERVICES: join(home, 'services.json'),
    PORTARIA_TEST_CONTROL: control.url,
  };
  if (wants(run, 'system'))
    await add('system tests', () => runVitest({ project: 'system', env: testEnv, only, signal }));
  const figures = readTextFile(outageFigures(home));
  if (figures) say(figures.trimEnd());
  const browserEnv = { ...testEnv, PLAYWRIGHT_CHROMIUM_PATH: chromium };
  if (wants(run, 'end-to-end'))
    await add('end-to-end tests', () => runPlaywright({ env: browserEnv, only, signal }));
  control.close();

  const pids = [...serverNames.map(running.server), ...appNames.map(running.app)].map(({ pid }) => pid);
  await add('product stops', async () => {
    await running.stop();
    const left = whatStillRuns(pids, home);
    return left.length > 0
      ? failedOnce('product stops', `Still running:\n${left.join('\n')}`)
      : passedOnce('product stops');
  });
  // After Ctrl-C nothing is added any more, but everything still has to stop.
  if (signal.aborted) await running.stop();
};

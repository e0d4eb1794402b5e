import { join } from 'node:path';
import { appNames } from '@/services/app-names';
import { anyFreePort } from '@/services/free-port';
import { launch, type LaunchedProduct } from '@/services/launch';
import { launcherEnv } from '@/services/launcher-env';
import { serverNames } from '@/services/server-name';
import { openControl } from './control-server';
import { whatStillRuns } from '../harness/processes/leftover-processes';
import { onStep, say } from './test-report';
import type { Run } from './run-request';
import { failedOnce, passedOnce } from './suite';

/** `name` tells apart the products of one run. */
type Setting = { home: string; name: string };
/** Gets the environment that tells a test where the product is and how to act on its servers. */
type Drive = (env: Record<string, string>) => Promise<void>;

/** Starts the product as `npm start` does, lets `drive` have it, stops it, and looks for leftovers. */
export const onProduct = async (
  { add, signal }: Run,
  { home, name }: Setting,
  drive: Drive,
): Promise<void> => {
  const env = launcherEnv.parse({
    PORT: String(await anyFreePort()),
    PORTARIA_BUILD: 'test',
    JAVA_HOME: process.env.JAVA_HOME,
  });
  const start = (): Promise<LaunchedProduct> =>
    launch({ home, env, mode: 'production', teller: { onStep, say }, signal });
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

  const pids = [...serverNames.map(running.server), ...appNames.map(running.app)].map(({ pid }) => pid);
  await add(`${name} stops`, async () => {
    await running.stop();
    const left = whatStillRuns(pids, home);
    return left.length > 0
      ? failedOnce(`${name} stops`, `Still running:\n${left.join('\n')}`)
      : passedOnce(`${name} stops`);
  });
  // After Ctrl-C nothing is added any more, but everything still has to stop.
  if (signal.aborted) await running.stop();
};

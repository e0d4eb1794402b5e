import { join } from 'node:path';
import { setUpStores } from '@/cli/setup/set-up-stores';
import { launcherEnv } from '@/services/home/launcher-env';
import { anyFreePort } from '@/services/ports/free-port';
import { findRunning } from '@/services/processes/process-identity';
import { APP_NAMES, appFiles } from '@/services/product/app-programs';
import { stopAppsOfEarlierStart } from '@/services/product/apps';
import { prepareStores } from '@/services/product/prepare-stores';
import { writeServicesFile } from '@/services/servers/services-in-use';
import { type RunningServices, startServices } from '@/services/servers/start-services';
import { findLeftovers } from '../harness/processes/leftover-processes';
import { openControl } from './control-server';
import { failedOnce, passedIfNone, type SuiteResult, type TestRun } from './suite';
import { onStep, say } from './test-report';
import { runVitest } from './vitest-suite';

/** The adapters on the five real servers, without the product. */
export const runIntegration = async ({ add, signal, only }: TestRun, home: string): Promise<void> => {
  let services: RunningServices | undefined;
  await add('integration tests', async (): Promise<SuiteResult> => {
    services = await startServices({ home, env: {}, onStep, say, signal });
    const { inUse } = services;
    const stores = {
      databaseUrl: inUse.postgres.url,
      kafkaBrokers: inUse.kafka.brokers,
      elasticsearchUrl: inUse.elasticsearch.url,
    };
    await setUpStores(stores, onStep);
    writeServicesFile(home, { ...inUse, processes: {} });
    const env = { PORTARIA_TEST_SERVICES: join(home, 'services.json') };
    return runVitest({ project: 'integration', env, only, signal });
  });
  if (signal.aborted) await services?.stop();
  else
    await services
      ?.stop(onStep)
      .catch((error: unknown) => add('servers stop', async () => failedOnce('servers stop', String(error))));
};

export const runFailpoints = (run: TestRun, home: string): Promise<void> =>
  runOnProcesses(run, { home, project: 'failpoints', title: 'failpoints and clean stops' });

export const runHalfBrokenStores = (run: TestRun, home: string): Promise<void> =>
  runOnProcesses(run, { home, project: 'half-broken-stores', title: 'half-broken stores' });

type ProcessSuite = { home: string; project: string; title: string };

/** The five servers and the build, on which the tests themselves start, kill and stop the processes of the product. */
const runOnProcesses = async (
  { add, signal, only }: TestRun,
  { home, project, title: name }: ProcessSuite,
): Promise<void> => {
  let services: RunningServices | undefined;
  await add(name, async (): Promise<SuiteResult> => {
    services = await startServices({ home, env: {}, onStep, say, signal });
    const { inUse, server } = services;
    const env = launcherEnv.parse({ PORT: String(await anyFreePort()), PORTARIA_BUILD: 'test' });
    await prepareStores({ home, env, inUse, onStep });
    writeServicesFile(home, { ...inUse, processes: {}, web: { url: `http://localhost:${env.PORT}` } });
    const control = await openControl({
      server,
      restart: () => Promise.reject(new Error('nothing to restart')),
    });
    const testEnv = {
      PORTARIA_TEST_SERVICES: join(home, 'services.json'),
      PORTARIA_TEST_CONTROL: control.url,
    };
    return runVitest({ project, env: testEnv, only, signal }).finally(control.close);
  });
  const title = `${project} leave nothing running`;
  const stop = async (): Promise<SuiteResult> => {
    const forgotten = APP_NAMES.filter((name) => findRunning(appFiles(home, name).pidFile));
    await stopAppsOfEarlierStart(home, onStep);
    await services?.stop(onStep);
    return passedIfNone(title, [...forgotten, ...findLeftovers([], home)]);
  };
  await add(title, stop);
  // After Ctrl-C nothing is added any more, but everything still has to stop.
  if (signal.aborted) await stop();
};

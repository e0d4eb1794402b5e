import { join } from 'node:path';
import { appNames } from '@/services/app-names';
import { appFiles } from '@/services/app-programs';
import { anyFreePort } from '@/services/free-port';
import { launcherEnv } from '@/services/launcher-env';
import { stopLeftovers } from '@/services/leftovers';
import { findRunning } from '@/services/pid-file';
import { writeServicesFile } from '@/services/services-file';
import { startServices, type RunningServices } from '@/services/start-services';
import { prepareStores } from '@/services/stores';
import { openControl } from './control-server';
import { whatStillRuns } from '../harness/processes/leftover-processes';
import { onStep, say } from './test-report';
import type { Run } from './run-request';
import { failedOnce, passedOnce, type SuiteResult } from './suite';
import { runVitest } from './vitest-suite';

/** The five servers and the build, on which the tests themselves start, kill and stop the processes of the product. */
export const runFailpoints = async ({ add, signal, only }: Run, home: string): Promise<void> => {
  let services: RunningServices | undefined;
  await add('failpoints and clean stops', async (): Promise<SuiteResult> => {
    services = await startServices({ home, env: {}, onStep, say, signal });
    const { inUse } = services;
    const env = launcherEnv.parse({ PORT: String(await anyFreePort()), PORTARIA_BUILD: 'test' });
    await prepareStores({ home, env, inUse, onStep });
    writeServicesFile(home, { ...inUse, processes: {}, web: { url: `http://localhost:${env.PORT}` } });
    const { server } = services;
    const control = await openControl({
      server,
      restart: () => Promise.reject(new Error('nothing to restart')),
    });
    const testEnv = {
      PORTARIA_TEST_SERVICES: join(home, 'services.json'),
      PORTARIA_TEST_CONTROL: control.url,
    };
    return runVitest({ project: 'failpoints', env: testEnv, only, signal }).finally(control.close);
  });
  const stop = async (): Promise<SuiteResult> => {
    const forgotten = appNames.filter((name) => findRunning(appFiles(home, name).pidFile));
    await stopLeftovers(home, onStep);
    await services?.stop(onStep);
    const left = [...forgotten, ...whatStillRuns([], home)];
    return left.length > 0
      ? failedOnce('failpoints leave nothing running', left.join('\n'))
      : passedOnce('failpoints leave nothing running');
  };
  await add('failpoints leave nothing running', stop);
  // After Ctrl-C nothing is added any more, but everything still has to stop.
  if (signal.aborted) await stop();
};

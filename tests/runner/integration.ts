import { join } from 'node:path';
import { writeServicesFile } from '@/services/services-file';
import { startServices, type RunningServices } from '@/services/start-services';
import { setUpStores } from '@/cli/setup/set-up-stores';
import { onStep, say } from './test-report';
import { failedOnce, type SuiteResult } from './suite';
import { runVitest } from './vitest-suite';
import type { Run } from './run-request';

/** The adapters on the five real servers, without the product. */
export const runIntegration = async ({ add, signal, only }: Run, home: string): Promise<void> => {
  let services: RunningServices | undefined;
  await add('integration tests', async (): Promise<SuiteResult> => {
    services = await startServices({ home, env: {}, onStep, say, signal });
    const { inUse } = services;
    await setUpStores(
      {
        databaseUrl: inUse.postgres.url,
        kafkaBrokers: inUse.kafka.brokers,
        elasticsearchUrl: inUse.elasticsearch.url,
      },
      onStep,
    );
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

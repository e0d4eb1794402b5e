import { rmSync } from 'node:fs';
import path from 'node:path';
import { setUpStores } from '@/cli/setup/set-up-stores';
import { BUILD_TARGETS, buildIfChanged } from '@/services/builds/build-product';
import { lockHome } from '@/services/processes/home-lock';
import { SERVER_NAMES } from '@/services/servers/server-program';
import type { OnStep } from '@/services/terminal/step-reporter';
import { endLeftovers } from '../../harness/processes/leftover-processes';
import { addReviewer, type Credentials } from '../../harness/reviewers';
import { webOnPorts, type WebClient } from '../../harness/web-client';
import { withStoreClients } from '../../invariants/store-clients';
import { prepareProcesses, stopProcesses, type ProcessesSetting, type ProductProcesses } from './processes';
import { startServersBehindProxies, type ServersBehindProxies } from './servers-behind-proxies';

export type Environment = {
  servers: ServersBehindProxies;
  /** Prepared, and not started yet. */
  processes: ProductProcesses;
  web: WebClient;
  reviewers: [Credentials, Credentials];
  stop: () => Promise<void>;
};

type Setting = {
  home: string;
  onStep: OnStep;
  say: (line: string) => void;
  signal?: AbortSignal;
} & Pick<ProcessesSetting, 'counts' | 'bundles'>;

/** The whole system in an emptied home: servers, stores, two reviewers, and the processes of the test build. */
export const setUpEnvironment = async (setting: Setting): Promise<Environment> => {
  const { home, onStep, signal } = setting;
  const lock = lockHome(home);
  await emptyHome(home);
  await buildIfChanged(BUILD_TARGETS.test, { onStep, signal });
  const servers = await startServersBehindProxies(setting);
  const prepared: { processes?: ProductProcesses } = {};
  const stop = async (): Promise<void> => {
    if (prepared.processes) await stopProcesses(prepared.processes);
    await servers.stop();
    lock.release();
  };
  try {
    const { direct, proxied } = servers;
    const stores = {
      databaseUrl: direct.postgres.url,
      kafkaBrokers: direct.kafka.brokers,
      elasticsearchUrl: direct.elasticsearch.url,
    };
    await setUpStores(stores, onStep);
    const reviewers = await withStoreClients(direct, async (clients): Promise<Environment['reviewers']> => [
      await addReviewer(clients, 'Ana'),
      await addReviewer(clients, 'Bia'),
    ]);
    const processes = await prepareProcesses({ ...setting, services: proxied });
    prepared.processes = processes;
    return { servers, processes, web: webOnPorts(processes.webPorts), reviewers, stop };
  } catch (error) {
    await stop();
    throw error;
  }
};

const emptyHome = async (home: string): Promise<void> => {
  await endLeftovers(home);
  for (const name of [...SERVER_NAMES, 'run', 'logs', 'ledger']) {
    rmSync(path.join(home, name), { recursive: true, force: true });
  }
};

import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { buildIfChanged } from '@/services/build';
import { buildTargets } from '@/services/build-target';
import { folderIn } from '@/services/home';
import { lockHome } from '@/services/home-lock';
import { findRunning } from '@/services/pid-file';
import { endProcess } from '@/services/process-identity';
import type { Progress } from '@/services/progress';
import { serverNames } from '@/services/server-name';
import { setUpStores } from '@/cli/setup/set-up-stores';
import { startFiveServers, type FiveServers } from './servers-behind-proxies';
import { everyProcess, prepareFleet, type Fleet, type FleetSetting } from './processes';
import { addReviewers, type Credentials } from './reviewer-accounts';
import { WebClient } from '../../harness/web-client';

export type Stage = {
  servers: FiveServers;
  fleet: Fleet;
  web: WebClient;
  reviewers: [Credentials, Credentials];
  /** Everything of the product runs. */
  startFleet: () => void;
  stop: () => Promise<void>;
};

export type StageSetting = {
  home: string;
  onStep: Progress;
  say: (line: string) => void;
  signal?: AbortSignal;
} & Pick<FleetSetting, 'counts' | 'bundles'>;

/** Names that a run before this one may have left running, had it been killed itself. */
const APP_NUMBERS = [1, 2, 3, 4, 5];

/** The whole system in an emptied home: servers, stores, two reviewers, and the processes of the test build. */
export const setStage = async (setting: StageSetting): Promise<Stage> => {
  const { home, onStep, signal } = setting;
  const lock = lockHome(home);
  await emptyHome(home);
  await buildIfChanged(buildTargets.test, { onStep, signal });
  const servers = await startFiveServers(setting);
  const stopping: { fleet?: Fleet } = {};
  const stop = async (): Promise<void> => {
    if (stopping.fleet) await Promise.all(everyProcess(stopping.fleet).map((process) => process.stop()));
    await servers.stop();
    lock.release();
  };
  try {
    const { direct, linked } = servers;
    const stores = {
      databaseUrl: direct.postgres.url,
      kafkaBrokers: direct.kafka.brokers,
      elasticsearchUrl: direct.elasticsearch.url,
    };
    await setUpStores(stores, onStep);
    const reviewers = await addReviewers(direct);
    const fleet = await prepareFleet({ ...setting, services: linked });
    stopping.fleet = fleet;
    return { servers, fleet, web: new WebClient(fleet.web), reviewers, startFleet: startAll(fleet), stop };
  } catch (error) {
    await stop();
    throw error;
  }
};

const startAll =
  ({ web, orchestrator, 'mq-consumer': mqConsumer }: Fleet) =>
  (): void => {
    for (const { process } of [...web, ...orchestrator, ...mqConsumer]) process.start();
  };

const emptyHome = async (home: string): Promise<void> => {
  const run = folderIn(home, 'run');
  const apps = ['web', 'orchestrator', 'mq-consumer'].flatMap((name) =>
    APP_NUMBERS.map((number) => join(run, `${name}-${number}.pid`)),
  );
  for (const pidFile of [...apps, ...serverNames.map((name) => join(home, name, 'server.pid'))]) {
    const left = findRunning(pidFile);
    if (left) await endProcess(left, { signal: 'SIGKILL', timeoutMs: 5_000 });
  }
  for (const name of [...serverNames, 'run', 'logs', 'ledger']) {
    rmSync(join(home, name), { recursive: true, force: true });
  }
};

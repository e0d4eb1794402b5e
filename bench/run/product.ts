import { rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import type { Redis } from 'ioredis';
import { folderIn, homeFolder } from '@/services/home/home-folder';
import { launcherEnv } from '@/services/home/launcher-env';
import { anyFreePort } from '@/services/ports/free-port';
import { lockHome } from '@/services/processes/home-lock';
import type { AppName } from '@/services/product/app-programs';
import { launch, type LaunchedProduct } from '@/services/product/launch';
import { SERVER_NAMES } from '@/services/servers/server-program';
import type { StepReporter } from '@/services/terminal/step-reporter';
import { endLeftovers } from '@/tests/harness/processes/leftover-processes';
import { untilReady, webAt } from '@/tests/harness/web-client';

const WORKERS = ['orchestrator', 'mq-consumer'] as const satisfies AppName[];

/** The home of the product that is measured, beside the product's own. Throws a LaunchError while another run holds it. */
export const benchHome = (): { home: string; release: () => void } => {
  const root = homeFolder('.portaria-bench');
  const lock = lockHome(root);
  return { home: path.join(root, 'product'), release: lock.release };
};

type Start = { home: string; reporter: StepReporter; signal: AbortSignal };

/** The product as shipped, on emptied stores, with its limits lifted in the environment (`liftLimits`). */
export const startEmptyProduct = async ({ home, reporter, signal }: Start): Promise<LaunchedProduct> => {
  await emptyHome(home);
  const port = String(await anyFreePort());
  const env = launcherEnv.parse({ PORT: port, PORTARIA_BUILD: 'test', JAVA_HOME: process.env.JAVA_HOME });
  return launch({ home, env, mode: 'production', reporter, signal });
};

/** What an earlier run has left: its processes if it was killed, and its data. Ports and logs are kept. */
export const emptyHome = async (home: string): Promise<void> => {
  await endLeftovers(home);
  for (const name of [...SERVER_NAMES, 'ledger']) {
    rmSync(path.join(home, name), { recursive: true, force: true });
  }
};

/** An empty ledger of what visitors were told; the generator adds to it. */
export const emptyLedgerFile = (home: string): string => {
  const file = path.join(folderIn(home, 'ledger'), 'accepted.jsonl');
  writeFileSync(file, '', { mode: 0o600 });
  return file;
};

/** Both workers stop, so that what is accepted stays in the log. */
export const stopWorkers = async (product: LaunchedProduct): Promise<void> => {
  await Promise.all(WORKERS.map((name) => product.app(name).stop()));
};

/** Both workers run, and the product says that it is ready. */
export const startWorkers = async (product: LaunchedProduct): Promise<void> => {
  await Promise.all(WORKERS.map((name) => product.app(name).start()));
  await untilReady(webAt(product.url));
};

/** How many wait for a reviewer. */
export const pendingCount = (redis: Redis): Promise<number> => redis.zcard('{portaria}:pending');

/** The pid of a process of the product; throws while it does not run. */
export const pidOf = (product: LaunchedProduct, name: AppName): number => {
  const { pid } = product.app(name);
  if (pid === undefined) throw new Error(`${name} does not run`);
  return pid;
};

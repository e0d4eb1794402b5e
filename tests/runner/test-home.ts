import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { homeFolder } from '@/services/home';
import { lockHome } from '@/services/home-lock';
import { stopLeftovers } from '@/services/leftovers';
import { findRunning } from '@/services/pid-file';
import { endProcess } from '@/services/process-identity';
import { serverNames } from '@/services/server-name';
import { onStep } from './test-report';

type TestHome = { folder: (name: string) => string; release: () => void };

const HOMES = ['servers', 'failpoints', 'outages', 'product'];

/**
 * The folder of the test run, beside the product's own, emptied. What an earlier run that was killed left running is
 * stopped first. Throws a LaunchError while another test run holds the folder.
 */
export const emptyTestHome = async (): Promise<TestHome> => {
  const root = homeFolder('.portaria-test');
  const lock = lockHome(root);
  for (const name of HOMES) {
    const home = join(root, name);
    await stopLeftovers(home, onStep);
    for (const server of serverNames) {
      const left = findRunning(join(home, server, 'server.pid'));
      if (left) await endProcess(left, { signal: 'SIGKILL', timeoutMs: 5_000 });
    }
    rmSync(home, { recursive: true, force: true });
  }
  return { folder: (name) => join(root, name), release: lock.release };
};

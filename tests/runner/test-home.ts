import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { homeFolder } from '@/services/home/home-folder';
import { lockHome } from '@/services/processes/home-lock';
import { endLeftovers } from '../harness/processes/leftover-processes';

type TestHome = { folder: (name: string) => string; release: () => void };

const HOMES = ['servers', 'failpoints', 'half-broken-stores', 'outages', 'bench', 'product'];

/**
 * The folder of the test run, beside the product's own, emptied. What an earlier run that was killed left running is
 * ended first. Throws a LaunchError while another test run holds the folder.
 */
export const emptyTestHome = async (): Promise<TestHome> => {
  const root = homeFolder('.portaria-test');
  const lock = lockHome(root);
  for (const name of HOMES) {
    const home = join(root, name);
    await endLeftovers(home);
    rmSync(home, { recursive: true, force: true });
  }
  return { folder: (name) => join(root, name), release: lock.release };
};

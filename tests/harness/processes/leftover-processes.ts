import { spawnSync } from 'node:child_process';
import { readdirSync } from 'node:fs';
import path from 'node:path';
import { folderIn } from '@/services/home/home-folder';
import { endProcess, findRunning } from '@/services/processes/process-identity';
import { SERVER_NAMES } from '@/services/servers/server-program';

/** Lines of `ps` for processes that should be gone: those with one of the pids, or with the folder in their command. */
export const findLeftovers = (pids: readonly (number | undefined)[], folder: string): string[] => {
  const { stdout } = spawnSync('ps', ['-eo', 'pid=,stat=,args='], { encoding: 'utf8' });
  return stdout
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => {
      const [pid, state = ''] = line.split(/\s+/);
      const isGone = state.startsWith('Z') || Number(pid) === process.pid;
      return !isGone && (pids.includes(Number(pid)) || line.includes(folder));
    });
};

/** Ends (SIGKILL) the servers and processes that a run which was killed itself has left in this home, by their pid files. */
export const endLeftovers = async (home: string): Promise<void> => {
  const run = folderIn(home, 'run');
  const apps = readdirSync(run).filter((file) => file.endsWith('.pid'));
  const pidFiles = [
    ...apps.map((file) => path.join(run, file)),
    ...SERVER_NAMES.map((name) => path.join(home, name, 'server.pid')),
  ];
  for (const pidFile of pidFiles) {
    const left = findRunning(pidFile);
    if (left) await endProcess(left, { signal: 'SIGKILL', timeoutMs: 5_000 });
  }
};

import { spawnSync } from 'node:child_process';

/** Lines of `ps` for processes that should be gone: those with one of the pids, or with the folder in their command. */
export const whatStillRuns = (pids: readonly (number | undefined)[], folder: string): string[] => {
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

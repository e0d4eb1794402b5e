import { readdirSync } from 'node:fs';
import { type ProcStat, readProcFile, readProcStat } from '@/services/processes/proc-stat';

// What a process has used, as Linux tells it in /proc (proc_pid_stat(5)). Elsewhere nothing is told.

/** USER_HZ, which is 100 on every Linux that Node runs on. */
const TICKS_PER_SECOND = 100;

export const canReadUsage = process.platform === 'linux';

/** CPU time of a process and of all that descend from it, in seconds. */
export const cpuSecondsOf = (pid: number): number =>
  familyOf(pid).reduce((sum, { cpuTicks }) => sum + cpuTicks, 0) / TICKS_PER_SECOND;

/** Resident memory of the process and of all that descend from it, in megabytes (10⁶ bytes). */
export const residentMegabytesOf = (pid: number): number =>
  familyOf(pid).reduce((sum, { pid: member }) => sum + residentKilobytes(member), 0) / 1_000;

type Member = { pid: number } & Pick<ProcStat, 'parent' | 'cpuTicks'>;

const familyOf = (pid: number): Member[] => {
  const all = readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .flatMap((name): Member[] => {
      const stat = readProcStat(Number(name));
      return stat ? [{ pid: Number(name), ...stat }] : [];
    });
  const family = all.filter((member) => member.pid === pid);
  for (const member of family) family.push(...all.filter(({ parent }) => parent === member.pid));
  return family;
};

const residentKilobytes = (pid: number): number => {
  const kibibytes = /^VmRSS:\s+(\d+) kB$/m.exec(readProcFile(`/proc/${pid}/status`) ?? '')?.[1];
  return (Number(kibibytes ?? 0) * 1_024) / 1_000;
};

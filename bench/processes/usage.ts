import { readdirSync, readFileSync } from 'node:fs';

// What a process has used, as Linux tells it in /proc (proc_pid_stat(5)). Elsewhere nothing is told.

/** USER_HZ, which is 100 on every Linux that Node runs on. */
const TICKS_PER_SECOND = 100;

export const canReadUsage = process.platform === 'linux';

/** CPU time of a process and of all that descend from it, in seconds. */
export const cpuSecondsOf = (pid: number): number =>
  familyOf(pid).reduce((sum, { ticks }) => sum + ticks, 0) / TICKS_PER_SECOND;

/** Resident memory of the process and of all that descend from it, in megabytes (10⁶ bytes). */
export const residentMegabytesOf = (pid: number): number =>
  familyOf(pid).reduce((sum, { pid: member }) => sum + residentKilobytes(member), 0) / 1_000;

type Stat = { pid: number; parent: number; ticks: number };

const familyOf = (pid: number): Stat[] => {
  const all = readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .flatMap((name) => readStat(Number(name)) ?? []);
  const family = all.filter((stat) => stat.pid === pid);
  for (const member of family) family.push(...all.filter(({ parent }) => parent === member.pid));
  return family;
};

const readStat = (pid: number): Stat | undefined => {
  const text = readOrNone(`/proc/${pid}/stat`);
  return text === undefined ? undefined : parseStat(pid, text);
};

/** The command stands in parentheses and may hold anything; the fields are counted from behind it. */
export const parseStat = (pid: number, text: string): Stat => {
  const fields = text.slice(text.lastIndexOf(')') + 2).split(' ');
  const [parent, userTicks, systemTicks] = [fields[1], fields[11], fields[12]].map(Number);
  return { pid, parent: parent ?? 0, ticks: (userTicks ?? 0) + (systemTicks ?? 0) };
};

const residentKilobytes = (pid: number): number => {
  const kibibytes = /^VmRSS:\s+(\d+) kB$/m.exec(readOrNone(`/proc/${pid}/status`) ?? '')?.[1];
  return (Number(kibibytes ?? 0) * 1_024) / 1_000;
};

/** A process may end between the listing and the reading. */
const readOrNone = (file: string): string | undefined => {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return undefined;
  }
};

import { readTextFile } from '../home/files';
import { systemCodeOf } from '../terminal/launch-error';

/** What Linux tells of a process in /proc/<pid>/stat (proc_pid_stat(5)). Times in clock ticks. */
export type ProcStat = {
  state: string;
  parent: number;
  /** CPU time used, of all its threads. */
  cpuTicks: number;
  threads: number;
  started: string;
};

/** Undefined if no process has this pid. */
export const readProcStat = (pid: number): ProcStat | undefined => {
  const text = readProcFile(`/proc/${pid}/stat`);
  return text === undefined ? undefined : parseProcStat(text);
};

/** The command stands in parentheses and may hold anything, so the fields are counted from the last parenthesis. */
export const parseProcStat = (text: string): ProcStat => {
  const fields = text.slice(text.lastIndexOf(')') + 2).split(' ');
  const number = (index: number): number => Number(fields[index]);
  return {
    state: fields[0] ?? '',
    parent: number(1),
    cpuTicks: number(11) + number(12),
    threads: number(17),
    started: fields[19] ?? '',
  };
};

/** A file of /proc; undefined if the process is gone, be it between the opening of the file and the reading. */
export const readProcFile = (file: string): string | undefined => {
  try {
    return readTextFile(file);
  } catch (error) {
    if (systemCodeOf(error) === 'ESRCH') return undefined;
    throw error;
  }
};

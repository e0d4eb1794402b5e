import { spawnSync } from 'node:child_process';
import { rmSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import { z } from 'zod';
import { readJsonFile, writeJsonFile } from '../home/files';
import { systemCodeOf } from '../terminal/launch-error';
import { readProcStat } from './proc-stat';

/** A pid alone may belong to somebody else tomorrow; with the kernel's start time it names one process for good. */
export const processIdentity = z.object({ pid: z.number().int().positive(), started: z.string().min(1) });
export type ProcessIdentity = z.infer<typeof processIdentity>;

const pidRecord = processIdentity.extend({ ports: z.record(z.string(), z.number().int()) });

/** The identity of a process that runs now, or undefined if none has this pid. */
export const identify = (pid: number): ProcessIdentity | undefined => {
  const started = process.platform === 'linux' ? startTimeFromProc(pid) : startTimeFromPs(pid);
  return started ? { pid, started } : undefined;
};

/** Whether this very process still runs; another one that was given its pid later does not count. */
export const isRunning = (identity: ProcessIdentity): boolean =>
  identify(identity.pid)?.started === identity.started;

/** Sends a signal; false if the process is gone already. */
export const signalProcess = (identity: ProcessIdentity, signal: NodeJS.Signals): boolean => {
  if (!isRunning(identity)) return false;
  try {
    return process.kill(identity.pid, signal);
  } catch (error) {
    if (systemCodeOf(error) === 'ESRCH') return false;
    throw error;
  }
};

/** Asks with `signal`, insists with SIGKILL after `timeoutMs`, and returns when the process is gone. */
export const endProcess = async (
  identity: ProcessIdentity,
  { signal, timeoutMs }: { signal: NodeJS.Signals; timeoutMs: number },
): Promise<'ended' | 'killed'> => {
  signalProcess(identity, signal);
  if (await isGoneWithin(identity, timeoutMs)) return 'ended';
  signalProcess(identity, 'SIGKILL');
  await isGoneWithin(identity, 5_000);
  return 'killed';
};

/** Which process was started and on which ports, by name. */
export type PidRecord = z.infer<typeof pidRecord>;

/** Writes down which process was started (mode 0600), for whoever looks for it later. */
export const rememberPid = (pidFile: string, record: PidRecord): void => writeJsonFile(pidFile, record);

/** Takes the note back; harmless where there is none. */
export const forgetPid = (pidFile: string): void => rmSync(pidFile, { force: true });

/** The process that the file names, if it still runs. */
export const findRunning = (pidFile: string): PidRecord | undefined => {
  const record = readJsonFile(pidFile, pidRecord);
  return record && isRunning(record) ? record : undefined;
};

const isGoneWithin = async (identity: ProcessIdentity, timeoutMs: number): Promise<boolean> => {
  const deadline = performance.now() + timeoutMs;
  while (isRunning(identity)) {
    if (performance.now() > deadline) return false;
    await sleep(20);
  }
  return true;
};

const startTimeFromProc = (pid: number): string | undefined => {
  const stat = readProcStat(pid);
  // A zombie that still has threads still holds its sockets: it is not gone yet.
  return stat?.state === 'Z' && stat.threads <= 1 ? undefined : stat?.started;
};

const startTimeFromPs = (pid: number): string | undefined =>
  spawnSync('ps', ['-o', 'lstart=', '-p', String(pid)], { encoding: 'utf8' }).stdout.trim() || undefined;

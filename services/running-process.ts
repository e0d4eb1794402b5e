import { spawn } from 'node:child_process';
import { closeSync, openSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';

import { cannotRun, surroundings, type Command } from './command';
import { forgetPid, rememberPid, type PidRecord } from './pid-file';
import { identify, isRunning, type ProcessIdentity } from './process-identity';

/** A process that we started or found running. `ended` tells how it went, in words, once it is gone. */
export type RunningProcess = { identity: ProcessIdentity; since: number; ended: Promise<string> };

type Files = { pidFile: string; logFile: string };

/** Starts a program in its own process group with its output appended to the log file. */
export const spawnLogged = async (
  command: Command,
  { pidFile, logFile }: Files,
  ports: PidRecord['ports'],
): Promise<RunningProcess> => {
  const { file, args } = command;
  const log = openSync(logFile, 'a', 0o600);
  const child = spawn(file, args, { ...surroundings(command), stdio: ['ignore', log, log] });
  closeSync(log);

  // Written before anything is awaited: should the launcher die here, the next one must still find this process.
  const identity = child.pid === undefined ? undefined : identify(child.pid);
  if (identity) rememberPid(pidFile, { ...identity, ports });

  const ended = new Promise<string>((resolve) =>
    child.once('exit', (code, signal) => resolve(signal ? `signal ${signal}` : `exit code ${code}`)),
  );
  await new Promise<void>((resolve, reject) => {
    child.once('spawn', resolve);
    child.once('error', (failure) => reject(cannotRun(file, failure)));
  });
  if (!identity) {
    forgetPid(pidFile);
    throw new Error(`${file} ended at once (${await ended})`);
  }
  return { identity, since: performance.now(), ended };
};

/** A process of an earlier launcher. It is not our child, so its end is seen by looking. */
export const adopt = (identity: ProcessIdentity): RunningProcess => ({
  identity,
  since: performance.now(),
  ended: watch(identity),
});

const watch = async (identity: ProcessIdentity): Promise<string> => {
  while (isRunning(identity)) await sleep(200, undefined, { ref: false });
  return 'it was started by an earlier launcher, so the cause is only in its log';
};

import { spawn } from 'node:child_process';
import { closeSync, openSync } from 'node:fs';
import { dirname } from 'node:path';
import { appProgram } from '@/services/app-programs';
import { appSetting } from '@/services/app-setting';
import type { AppName } from '@/services/app-names';
import { surroundings, type Environment } from '@/services/command';
import { launcherEnv } from '@/services/launcher-env';
import { logSince, logSize } from '@/services/log-tail';
import { rememberPid } from '@/services/pid-file';
import { identify } from '@/services/process-identity';
import type { Program } from '@/services/program';
import { eventually } from '../eventually';
import { productUrl, readServices, servicesPath } from '../services';

/** One process of the product that nobody brings back: what it ends with can be seen. */
export type AppProcess = {
  pid: number;
  /** Its exit code; one that was ended by a signal counts as 128 and the signal's number, as in a shell. */
  ended: Promise<number>;
  hasEnded: () => boolean;
  /** What it has said so far. */
  output: () => string;
  signal: (name: NodeJS.Signals) => void;
  /** Waits until it answers; throws if it ends before that. */
  live: () => Promise<void>;
};

const SIGNAL_NUMBERS: Partial<Record<NodeJS.Signals, number>> = { SIGINT: 2, SIGKILL: 9, SIGTERM: 15 };

/**
 * Runs a process of the product from the test build on the servers of services.json, as the launcher would, except
 * that `env` comes on top. Its output goes to `logs/` in the home.
 */
export const spawnApp = async (name: AppName, env: Environment = {}): Promise<AppProcess> => {
  const program = appProgram(name, await setting());
  const command = await program.prepare(new AbortController().signal);
  const logFrom = logSize(program.logFile);
  const log = openSync(program.logFile, 'a', 0o600);
  const child = spawn(command.file, command.args, {
    ...surroundings({ ...command, env: { ...command.env, ...env } }),
    stdio: ['ignore', log, log],
  });
  closeSync(log);
  const { pid } = child;
  if (!pid) throw new Error(`${name} could not be run`);
  // For the test run, should the tests be ended before they have ended this.
  const identity = identify(pid);
  if (identity) rememberPid(program.pidFile, { ...identity, ports: program.ports });
  const ended = new Promise<number>((resolve) =>
    child.once('exit', (code, signal) => resolve(code ?? 128 + (SIGNAL_NUMBERS[signal ?? 'SIGTERM'] ?? 0))),
  );
  const hasEnded = (): boolean => child.exitCode !== null || child.signalCode !== null;
  return {
    pid,
    ended,
    hasEnded,
    output: () => logSince(program.logFile, logFrom),
    signal: (signal) => void child.kill(signal),
    live: () => untilLive(program, hasEnded),
  };
};

const setting = async () => {
  const home = dirname(servicesPath());
  const { port } = new URL(productUrl());
  const env = launcherEnv.parse({ PORT: port, PORTARIA_BUILD: 'test', LOG_LEVEL: 'info' });
  return appSetting({ home, env, mode: 'production', inUse: readServices() });
};

const untilLive = async (program: Program, hasEnded: () => boolean): Promise<void> => {
  const answers = async (): Promise<'live' | 'ended'> => {
    if (hasEnded()) return 'ended';
    await program.probe();
    return 'live';
  };
  const how = await eventually(`${program.title} answers`, answers, program.readyTimeoutMs);
  if (how === 'ended') throw new Error(`${program.title} ended before it answered; see ${program.logFile}`);
};

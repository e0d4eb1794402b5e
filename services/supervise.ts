import { setTimeout as sleep } from 'node:timers/promises';

import { backOff } from './back-off';
import { messageOf } from './launch-error';
import { forgetPid } from './pid-file';
import { endProcess, signalProcess } from './process-identity';
import { seconds } from './progress';
import type { Program } from './program';
import type { RunningProcess } from './running-process';
import { startProgram } from './start-program';

/** A program that is kept running. What is stopped or killed through this handle stays down until `start`. */
export type Supervised = {
  title: string;
  /** The pid while it runs. */
  readonly pid: number | undefined;
  /** Resolves when it answers; harmless while it runs. */
  start: () => Promise<void>;
  stop: (signal?: NodeJS.Signals) => Promise<'stopped' | 'killed' | 'not running'>;
  kill: () => Promise<void>;
  /** SIGKILL that counts as an accident: it comes back by itself. */
  crash: () => void;
  pause: () => void;
  resume: () => void;
};

type News = { say: (line: string) => void; onChange?: () => void };

/** Keeps a program running: when it ends unasked it is started again with back-off, and `say` tells so. */
export const supervise = (program: Program, { say, onChange = () => undefined }: News): Supervised => {
  let current: RunningProcess | undefined;
  // Aborted by every stop: ends a start that is under way and a wait before a restart.
  let wanted = new AbortController();
  let starting: Promise<void> | undefined;

  const launch = async (): Promise<void> => {
    const { signal } = wanted;
    const process = await startProgram(program, signal);
    current = process;
    onChange();
    void process.ended.then((how) => afterEnd(process, how));
  };

  const afterEnd = (process: RunningProcess, how: string): void => {
    if (current === process) current = undefined;
    if (wanted.signal.aborted) return;
    starting = bringBack(how, performance.now() - process.since).finally(() => (starting = undefined));
  };

  const delays = backOff();
  const bringBack = async (how: string, livedMs: number): Promise<void> => {
    const { signal } = wanted;
    let cause = `${program.title} ended (${how})`;
    for (let lived = livedMs; !signal.aborted; lived = 0) {
      const delayMs = delays.nextDelayMs(lived);
      say(`! ${cause}; starting it again in ${delayMs / 1_000} s`);
      const since = performance.now();
      try {
        await sleep(delayMs, undefined, { signal });
        await launch();
        say(`✓ ${program.title} is back as process ${current?.identity.pid} … ${seconds(since)}`);
        return;
      } catch (failure) {
        cause = messageOf(failure);
      }
    }
  };

  const start = async (): Promise<void> => {
    if (starting) return starting;
    if (current) return;
    wanted = new AbortController();
    starting = launch().finally(() => (starting = undefined));
    return starting;
  };

  const end = async (signal: NodeJS.Signals): Promise<'stopped' | 'killed' | 'not running'> => {
    wanted.abort();
    await starting?.catch(() => undefined);
    if (!current) return 'not running';
    const { identity } = current;
    signalProcess(identity, 'SIGCONT');
    const how = await endProcess(identity, { signal, timeoutMs: program.stopTimeoutMs });
    forgetPid(program.pidFile);
    current = undefined;
    return how === 'ended' ? 'stopped' : 'killed';
  };

  const tell = (signal: NodeJS.Signals) => (): void => {
    if (current) signalProcess(current.identity, signal);
  };

  return {
    title: program.title,
    get pid() {
      return current?.identity.pid;
    },
    start,
    stop: (signal = program.stopSignal) => end(signal),
    kill: async () => void (await end('SIGKILL')),
    crash: tell('SIGKILL'),
    pause: tell('SIGSTOP'),
    resume: tell('SIGCONT'),
  };
};

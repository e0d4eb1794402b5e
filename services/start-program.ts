import { setTimeout as sleep } from 'node:timers/promises';

import { becomesFree } from './free-port';
import { LaunchError, messageOf } from './launch-error';
import { logSince, logSize, setLargeLogAside, tellingLines } from './log-tail';
import { findRunning, forgetPid } from './pid-file';
import { whoListensOn } from './port-holder';
import { endProcess } from './process-identity';
import type { Program } from './program';
import { adopt, spawnLogged, type RunningProcess } from './running-process';

/**
 * Starts the program, or takes over the one that an earlier launcher left running, and returns when it answers.
 *
 * @throws LaunchError with the telling lines of the log when it dies, is not ready in time or finds a port taken.
 */
export const startProgram = async (program: Program, signal: AbortSignal): Promise<RunningProcess> => {
  const left = findRunning(program.pidFile);
  if (left) {
    const process = adopt(left);
    return waitUntilReady(program, process, { logFrom: logSize(program.logFile), signal });
  }
  setLargeLogAside(program.logFile);
  for (let attempt = 1; ; attempt += 1) {
    const logFrom = logSize(program.logFile);
    try {
      return await spawnAndWait(program, { logFrom, signal });
    } catch (failure) {
      const passes = program.transientFailure?.test(logSince(program.logFile, logFrom)) ?? false;
      if (attempt === 5 || !passes || signal.aborted) throw failure;
      await sleep(500 * attempt, undefined, { signal });
    }
  }
};

type Attempt = { logFrom: number; signal: AbortSignal };

const spawnAndWait = async (program: Program, attempt: Attempt): Promise<RunningProcess> => {
  // A foreign server on our port would answer the probe in our server's place.
  for (const port of Object.values(program.ports)) {
    if (await becomesFree(port, 3_000)) continue;
    throw new LaunchError(`${program.title} cannot use port ${port}: ${whoListensOn(port)} listens there.`);
  }
  const command = await program.prepare(attempt.signal);
  attempt.signal.throwIfAborted();
  const process = await spawnLogged(command, program, program.ports);
  return waitUntilReady(program, process, attempt);
};

const waitUntilReady = async (
  program: Program,
  process: RunningProcess,
  { logFrom, signal }: Attempt,
): Promise<RunningProcess> => {
  let ended: string | undefined;
  void process.ended.then((how) => (ended = how));
  const deadline = performance.now() + program.readyTimeoutMs;
  try {
    for (;;) {
      signal.throwIfAborted();
      const obstacle = await obstacleOf(program.probe);
      if (ended !== undefined) throw trouble(program, `ended before it was ready (${ended})`, logFrom);
      if (obstacle === undefined) return process;
      if (performance.now() > deadline) {
        throw trouble(
          program,
          `was not ready after ${program.readyTimeoutMs / 1_000} s (${obstacle})`,
          logFrom,
        );
      }
      await sleep(50);
    }
  } catch (failure) {
    await endProcess(process.identity, { signal: program.stopSignal, timeoutMs: 5_000 });
    forgetPid(program.pidFile);
    throw failure;
  }
};

const obstacleOf = async (probe: () => Promise<void>): Promise<string | undefined> => {
  try {
    await probe();
    return undefined;
  } catch (failure) {
    return messageOf(failure);
  }
};

const trouble = (program: Program, what: string, logFrom: number): LaunchError => {
  const lines = tellingLines(logSince(program.logFile, logFrom)).map((line) => `\n    ${line}`);
  return new LaunchError(
    `${program.title} ${what}. Its log is ${program.logFile}${lines.length > 0 ? ':' : '.'}${lines.join('')}`,
  );
};

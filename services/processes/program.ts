import { setTimeout as sleep } from 'node:timers/promises';
import { becomesFree } from '../ports/free-port';
import { whoListensOn } from '../ports/port-holder';
import { LaunchError, messageOf } from '../terminal/launch-error';
import { causeLines, logSince, logSize, setLargeLogAside } from '../terminal/log-file';
import { endProcess, findRunning, forgetPid } from './process-identity';
import { adopt, type Command, type RunningProcess, spawnLogged } from './spawn';

const STARTS_AT_MOST = 5;
const RESTART_DELAY_MS = 500;
const PROBE_PAUSE_MS = 50;
const PORT_TIMEOUT_MS = 3_000;
const STOP_TIMEOUT_MS = 5_000;
const HTTP_TIMEOUT_MS = 3_000;

/** A long-running program as the supervisor sees it: how to start it, how to know that it works, how to end it. */
export type Program = {
  /** For people: "Kafka", "web". */
  title: string;
  pidFile: string;
  logFile: string;
  /** The loopback ports it listens on, by name; each must be free before the start. */
  ports: Record<string, number>;
  /** Brings files into shape and gives the command; called before every start. */
  prepare: (signal: AbortSignal) => Promise<Command>;
  /** Resolves when the program answers in its own protocol, rejects while it does not. */
  probe: () => Promise<void>;
  readyTimeoutMs: number;
  stopSignal: NodeJS.Signals;
  stopTimeoutMs: number;
  /** What makes the next start faster, if anything does; to be called once there is time. */
  prepareNextStart?: (signal: AbortSignal) => Promise<void>;
  /** A log line of a failed start that passes by itself, such as a lock of a process that is about to go. */
  transientFailure?: RegExp;
};

/**
 * Starts the program, or takes over the one that an earlier launcher left running, and returns when it answers.
 *
 * @throws LaunchError when it dies, is not ready in time or finds a port taken; with the lines of the log that say why.
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
    } catch (error) {
      const isTransient = program.transientFailure?.test(logSince(program.logFile, logFrom)) ?? false;
      if (attempt === STARTS_AT_MOST || !isTransient || signal.aborted) throw error;
      await sleep(RESTART_DELAY_MS * attempt, undefined, { signal });
    }
  }
};

/** The probe of any HTTP server: resolves when the address answers 200 within 3 s. */
export const probeHttp = async (address: string): Promise<void> => {
  const reply = await fetch(address, { signal: AbortSignal.timeout(HTTP_TIMEOUT_MS) });
  await reply.text();
  if (reply.status !== 200) throw new Error(`it answers ${reply.status}`);
};

type Attempt = { logFrom: number; signal: AbortSignal };

const spawnAndWait = async (program: Program, attempt: Attempt): Promise<RunningProcess> => {
  // A foreign server on our port would answer the probe in our server's place.
  for (const port of Object.values(program.ports)) {
    if (await becomesFree(port, PORT_TIMEOUT_MS)) continue;
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
      const notReady = await probeFailure(program.probe);
      if (ended !== undefined) throw startFailure(program, `ended before it was ready (${ended})`, logFrom);
      if (notReady === undefined) return process;
      if (performance.now() > deadline) {
        throw startFailure(
          program,
          `was not ready after ${program.readyTimeoutMs / 1_000} s (${notReady})`,
          logFrom,
        );
      }
      await sleep(PROBE_PAUSE_MS);
    }
  } catch (error) {
    await endProcess(process.identity, { signal: program.stopSignal, timeoutMs: STOP_TIMEOUT_MS });
    forgetPid(program.pidFile);
    throw error;
  }
};

const probeFailure = async (probe: () => Promise<void>): Promise<string | undefined> => {
  try {
    await probe();
    return undefined;
  } catch (error) {
    return messageOf(error);
  }
};

const startFailure = (program: Program, what: string, logFrom: number): LaunchError => {
  const lines = causeLines(logSince(program.logFile, logFrom)).map((line) => `\n    ${line}`);
  return new LaunchError(
    `${program.title} ${what}. Its log is ${program.logFile}${lines.length > 0 ? ':' : '.'}${lines.join('')}`,
  );
};

import { spawn } from 'node:child_process';
import { closeSync, openSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import { LaunchError, systemCodeOf } from '../terminal/launch-error';
import {
  forgetPid,
  identify,
  isRunning,
  type PidRecord,
  type ProcessIdentity,
  rememberPid,
} from './process-identity';

/** Variables by name. Next makes NODE_ENV a must in `NodeJS.ProcessEnv`, which is true of its own processes only. */
export type Environment = Record<string, string | undefined>;

/** What any program may need of the machine: where things are, language, time zone, and how its runtime is set. */
const OF_THE_MACHINE =
  /^(PATH|HOME|USER|LOGNAME|SHELL|LANG|LANGUAGE|LC_\w+|TZ|TMPDIR|TMP|TEMP|TERM|XDG_\w+|LD_LIBRARY_PATH|SSL_CERT_(FILE|DIR)|JAVA_HOME|JAVA_TOOL_OPTIONS|JDK_JAVA_OPTIONS|NODE_(OPTIONS|EXTRA_CA_CERTS|V8_COVERAGE)|NEXT_TELEMETRY_DISABLED|CHECKPOINT_DISABLE)$/;

/** The product's own secrets, and the addresses that hold some. */
const OF_THE_PRODUCT =
  /^(PORTARIA|NEXTAUTH|REGISTRATION|ACTIVEMQ|ELASTICSEARCH|REDIS|POSTGRES|DATABASE|SMTP)_(\w+_)?(PASSWORD|SECRET|URL)$/;

const ourVariables = (isWanted: (name: string) => boolean): Environment =>
  Object.fromEntries(Object.entries(process.env).filter(([name]) => isWanted(name)));

/** What every program that runs on gets of our environment. Its own secrets it is given by name, and no others. */
export const systemEnvironment = (): Environment => ourVariables((name) => OF_THE_MACHINE.test(name));

/** What tools that fetch and build get: all that is set for them (proxies, registries), but no secret of the product. */
export const toolEnvironment = (): Environment => ourVariables((name) => !OF_THE_PRODUCT.test(name));

/** A program to run: everything that `spawn` needs to know. */
export type Command = {
  file: string;
  args: string[];
  cwd: string;
  /** All of its environment; without it the program gets what every program gets. */
  env?: Environment;
  uid?: number;
  gid?: number;
};

/** A process that we started or found running. `ended` tells how it went, in words, once it is gone. */
export type RunningProcess = { identity: ProcessIdentity; since: number; ended: Promise<string> };

/** What a program that ran to its end said. */
export type CommandOutcome = { exitCode: number; stdout: string; stderr: string };

/**
 * Runs a program to its end and gives what it said. Ctrl-C does not reach it, since that is the launcher's to handle,
 * but it is ended when `signal` aborts.
 *
 * @throws LaunchError when the program cannot be run at all.
 */
export const runToEnd = (
  command: Command,
  options: { signal?: AbortSignal; input?: string } = {},
): Promise<CommandOutcome> =>
  new Promise((resolve, reject) => {
    const { file, args } = command;
    const child = spawn(file, args, { ...spawnOptions(command), stdio: 'pipe', signal: options.signal });
    let stdout = '';
    let stderr = '';
    child.stdout.setEncoding('utf8').on('data', (text: string) => (stdout += text));
    child.stderr.setEncoding('utf8').on('data', (text: string) => (stderr += text));
    child.once('error', (error) => reject(cannotRun(file, error)));
    child.once('close', (exitCode) => resolve({ exitCode: exitCode ?? 1, stdout, stderr }));
    child.stdin.on('error', () => child.stdin.destroy());
    child.stdin.end(options.input ?? '');
  });

/** The options of `spawn` for a command: everything is started in a process group of its own. */
const spawnOptions = ({ cwd, env, uid, gid }: Command) => ({
  cwd,
  uid,
  gid,
  detached: true,
  env: (env ?? systemEnvironment()) as NodeJS.ProcessEnv,
});

type Files = { pidFile: string; logFile: string };

/** Starts a program in its own process group with its output appended to the log file. */
export const spawnLogged = async (
  command: Command,
  { pidFile, logFile }: Files,
  ports: PidRecord['ports'],
): Promise<RunningProcess> => {
  const { file, args } = command;
  const log = openSync(logFile, 'a', 0o600);
  const child = spawn(file, args, { ...spawnOptions(command), stdio: ['ignore', log, log] });
  closeSync(log);

  // Written before anything is awaited: should the launcher die here, the next one must still find this process.
  const identity = child.pid === undefined ? undefined : identify(child.pid);
  if (identity) rememberPid(pidFile, { ...identity, ports });

  const ended = new Promise<string>((resolve) =>
    child.once('exit', (code, signal) => resolve(signal ? `signal ${signal}` : `exit code ${code}`)),
  );
  await new Promise<void>((resolve, reject) => {
    child.once('spawn', resolve);
    child.once('error', (error) => reject(cannotRun(file, error)));
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

/** A missing program is told apart from an interrupted one, which passes through as it is. */
const cannotRun = (file: string, error: Error): Error => {
  const code = systemCodeOf(error);
  if (code === 'ENOENT')
    return new LaunchError(`${file} is not installed or not on the PATH.`, { cause: error });
  if (code === 'EACCES') return new LaunchError(`${file} may not be executed.`, { cause: error });
  return error;
};

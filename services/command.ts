import { spawn } from 'node:child_process';

import { LaunchError, systemCodeOf } from './launch-error';

/** Variables by name. Next makes NODE_ENV a must in `NodeJS.ProcessEnv`, which is true of its own processes only. */
export type Environment = Record<string, string | undefined>;

/** A program to run: everything that `spawn` needs to know. */
export type Command = {
  file: string;
  args: string[];
  cwd: string;
  env?: Environment;
  uid?: number;
  gid?: number;
};

export type CommandResult = { exitCode: number; stdout: string; stderr: string };

/**
 * Runs a program to its end and gives what it said. Ctrl-C does not reach it, since that is the launcher's to handle,
 * but it is ended when `signal` aborts.
 *
 * @throws LaunchError when the program cannot be run at all.
 */
export const runCommand = (
  command: Command,
  options: { signal?: AbortSignal; input?: string } = {},
): Promise<CommandResult> =>
  new Promise((resolve, reject) => {
    const { file, args } = command;
    const child = spawn(file, args, { ...surroundings(command), stdio: 'pipe', signal: options.signal });
    let stdout = '';
    let stderr = '';
    child.stdout.setEncoding('utf8').on('data', (text: string) => (stdout += text));
    child.stderr.setEncoding('utf8').on('data', (text: string) => (stderr += text));
    child.once('error', (failure) => reject(cannotRun(file, failure)));
    child.once('close', (exitCode) => resolve({ exitCode: exitCode ?? 1, stdout, stderr }));
    child.stdin.on('error', () => child.stdin.destroy());
    child.stdin.end(options.input ?? '');
  });

/** Everything is started in a process group of its own. */
export const surroundings = ({ cwd, env, uid, gid }: Command) => ({
  cwd,
  uid,
  gid,
  detached: true,
  env: env as NodeJS.ProcessEnv | undefined,
});

/** A missing program is told apart from an interrupted one, which passes through as it is. */
export const cannotRun = (file: string, failure: Error): Error => {
  const code = systemCodeOf(failure);
  if (code === 'ENOENT')
    return new LaunchError(`${file} is not installed or not on the PATH.`, { cause: failure });
  if (code === 'EACCES') return new LaunchError(`${file} may not be executed.`, { cause: failure });
  return failure;
};

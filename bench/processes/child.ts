import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import path from 'node:path';
import { REPOSITORY_ROOT } from '@/services/home/home-folder';

type Message<T> = { value: T } | { failure: string };

type Options = { signal?: AbortSignal; heapMegabytes?: number };

/**
 * A process of the benchmark's own, from a TypeScript file of this repository. It gets `job` as its first message and
 * answers once: with the result, or, if it serves, as soon as it does (`stop` ends it then).
 */
export type Child<Result> = { pid: number; answer: Promise<Result>; stop: () => Promise<void> };

/** Starts a file that calls `answerParent` or `serveParent`. */
export const startChild = <Result>(file: string, job: unknown, options: Options = {}): Child<Result> => {
  const { signal, heapMegabytes } = options;
  const child = fork(path.join(REPOSITORY_ROOT, file), [], {
    cwd: REPOSITORY_ROOT,
    // NODE_ENV as in production: some clients do more in development.
    env: { ...process.env, NODE_ENV: 'production' },
    execArgv: ['--import', 'tsx', ...(heapMegabytes ? [`--max-old-space-size=${heapMegabytes}`] : [])],
    serialization: 'advanced',
  });
  const stop = (): Promise<void> => stopChild(child);
  const onAbort = (): void => void stop();
  signal?.addEventListener('abort', onAbort);
  child.once('exit', () => signal?.removeEventListener('abort', onAbort));
  const answer = answerOf<Result>(child, file);
  child.send(job as object);
  return { pid: child.pid ?? 0, answer, stop };
};

/** Runs a file to its answer and ends the process. */
export const askChild = async <Result>(file: string, job: unknown, options?: Options): Promise<Result> => {
  const child = startChild<Result>(file, job, options);
  return child.answer.finally(child.stop);
};

const answerOf = <Result>(child: ChildProcess, file: string): Promise<Result> =>
  new Promise((resolve, reject) => {
    child.once('message', (message) => {
      const said = message as Message<Result>;
      if ('failure' in said) reject(new Error(`${file}: ${said.failure}`));
      else resolve(said.value);
    });
    child.once('error', reject);
    child.once('exit', (code, signal) => reject(new Error(`${file} ended (${signal ?? code})`)));
  });

const stopChild = async (child: ChildProcess): Promise<void> => {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const exited = once(child, 'exit');
  child.kill('SIGTERM');
  await exited;
};

/** In the child: does the job it is sent and answers with what comes of it, or with why nothing did. */
export const answerParent = <Job, Result>(work: (job: Job) => Promise<Result>): void => {
  process.once('message', (job) => {
    work(job as Job).then(
      (value) => process.send?.({ value }),
      (error: unknown) => process.send?.({ failure: error instanceof Error ? error.stack : String(error) }),
    );
  });
  // Without its parent nobody would ever stop it.
  process.once('disconnect', () => process.exit(1));
};

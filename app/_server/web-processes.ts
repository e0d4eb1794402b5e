import cluster, { type Worker } from 'node:cluster';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Logger } from '@/src/infrastructure/logging/logger';

type Options = { count: number; stopTimeoutMs: number; logger: Logger };

/** A process that ends right after its start does so again, and must not take the processor for itself. */
const NEXT_START_MS = 1_000;

/** The time of a process to notice that its own is over. */
const GRACE_MS = 1_000;

/**
 * Runs the program in `count` processes on one port, which the connections go to in turn. Returns in each of these, and
 * never in the one that keeps them running: that one brings back what ends, and stops all of them when it is told to, with
 * exit code 0 where each of them had it. With a count of 1 the program is its own only process.
 */
export const spreadOver = async ({ count, stopTimeoutMs, logger }: Options): Promise<void> => {
  if (count === 1 || cluster.isWorker) return;
  let stopping = false;
  const bringBack = async (worker: Worker, how: string | number): Promise<void> => {
    if (stopping) return;
    logger.warn({ endedPid: worker.process.pid, how }, 'a web process ended; another one is started');
    await sleep(NEXT_START_MS);
    if (!stopping) cluster.fork();
  };
  cluster.on('exit', (worker, code, signal) => void bringBack(worker, signal ?? code));
  for (let started = 0; started < count; started += 1) cluster.fork();

  const stop = async (): Promise<void> => {
    if (stopping) return;
    stopping = true;
    process.exit((await stopAll(stopTimeoutMs + GRACE_MS)) ? 0 : 1);
  };
  for (const signal of ['SIGTERM', 'SIGINT'] as const) process.on(signal, () => void stop());
  return new Promise(() => undefined);
};

/** Answers whether each ended in time and with code 0. */
const stopAll = async (timeoutMs: number): Promise<boolean> => {
  const workers = Object.values(cluster.workers ?? {}).filter((worker) => worker !== undefined);
  const killed = setTimeout(() => {
    for (const worker of workers) worker.process.kill('SIGKILL');
  }, timeoutMs);
  const endings = await Promise.all(workers.map(stopped));
  clearTimeout(killed);
  return endings.every((code) => code === 0);
};

const stopped = (worker: Worker): Promise<number | null> =>
  new Promise((resolve) => {
    worker.once('exit', (code: number | null) => resolve(code));
    worker.process.kill('SIGTERM');
  });

import cluster, { type Worker } from 'node:cluster';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Logger } from '@/src/infrastructure/logging/logger';

type Options = { count: number; stopTimeoutMs: number; logger: Logger };

/** A process that ends right after its start does so again, and must not take the processor for itself. */
const NEXT_START_MS = 1_000;

/** The time of a process to notice that its own is over. */
const GRACE_MS = 1_000;

/**
 * Runs the program in `count` processes on one port; the system gives each connection to one that is free. Returns in each
 * of these, and never in the one that keeps them running: that one brings back what ends, and stops all of them when it is
 * told to, with exit code 0 where each ended cleanly. With a count of 1 the program is its own only process.
 */
export const spreadOver = async ({ count, stopTimeoutMs, logger }: Options): Promise<void> => {
  if (count === 1 || cluster.isWorker) return;
  // In Node's own round robin this process hands a connection on, also to one that was killed a moment ago: its visitor
  // would wait for ever. So they all take connections from the one listening socket.
  cluster.schedulingPolicy = cluster.SCHED_NONE;
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

/** Answers whether each ended cleanly and in time. */
const stopAll = async (timeoutMs: number): Promise<boolean> => {
  const workers = Object.values(cluster.workers ?? {}).filter((worker) => worker !== undefined);
  const killed = setTimeout(() => {
    for (const worker of workers) worker.process.kill('SIGKILL');
  }, timeoutMs);
  const endings = await Promise.all(workers.map(stopped));
  clearTimeout(killed);
  return endings.every(Boolean);
};

/** One that is still starting does not handle the signal yet, and has nothing at hand. */
const stopped = (worker: Worker): Promise<boolean> =>
  new Promise((resolve) => {
    worker.once('exit', (code: number | null, signal: string | null) =>
      resolve(code === 0 || signal === 'SIGTERM'),
    );
    worker.process.kill('SIGTERM');
  });

import { setTimeout as sleep } from 'node:timers/promises';

type OpenLoop = {
  ratePerSecond: number;
  /** How many calls at most; without a limit until the abort. */
  count?: number;
  /** No call is due after so long. */
  durationMs?: number;
  signal?: AbortSignal;
};

/**
 * Open loop: each call begins at its own time whatever became of those before, so that a system that stalls cannot hide
 * it by slowing the sender down. `dueAt` (epoch ms) is when it should have begun. Resolves when the last call is done.
 */
export const openLoop = async (
  { ratePerSecond, count = Infinity, durationMs = Infinity, signal }: OpenLoop,
  call: (index: number, dueAt: number) => Promise<void>,
): Promise<void> => {
  const since = performance.now();
  // Only those under way are kept: a run of an hour makes millions of them.
  const underWay = new Set<Promise<void>>();
  let failed: { error: unknown } | undefined;
  for (let index = 0; index < count && !signal?.aborted; index += 1) {
    const atMs = (index * 1_000) / ratePerSecond;
    if (atMs >= durationMs) break;
    const waitMs = atMs - (performance.now() - since);
    if (waitMs > 0) await sleep(waitMs, undefined, { signal }).catch(() => undefined);
    if (signal?.aborted) break;
    const started = call(index, performance.timeOrigin + since + atMs)
      .catch((error: unknown) => void (failed ??= { error }))
      .finally(() => underWay.delete(started));
    underWay.add(started);
  }
  await Promise.all(underWay);
  if (failed) throw failed.error;
};

/** Closed loop: so many workers at once, each of which takes the next piece of work when it has done the one before. */
export const closedLoop = async <T>(
  workers: number,
  next: () => T | undefined,
  work: (item: T) => Promise<void>,
): Promise<void> => {
  const worker = async (): Promise<void> => {
    for (let item = next(); item !== undefined; item = next()) await work(item);
  };
  await Promise.all(Array.from({ length: workers }, worker));
};

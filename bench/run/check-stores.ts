import { askChild } from '../processes/child';
import type { Bench } from './bench';
import type { CheckJob } from './check-process';

const IDLE_WITHIN_MS = 30 * 60_000;
const HEAP_MEGABYTES = 8_192;

/**
 * Waits until nothing is on its way any more, and reads the five stores.
 *
 * @throws Error that names each invariant which does not hold: what was measured does not count then.
 */
export const checkStores = async ({ product, ledgerFile, answers, signal }: Bench): Promise<void> => {
  const job: CheckJob = { addresses: product.inUse, ledgerFile, answers, idleWithinMs: IDLE_WITHIN_MS };
  const options = { signal, heapMegabytes: HEAP_MEGABYTES };
  const broken = await askChild<string[]>('bench/run/check-process.ts', job, options);
  if (broken.length > 0) throw new Error(`The invariants do not hold:\n${broken.join('\n')}`);
};

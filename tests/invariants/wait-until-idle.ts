import { setTimeout as sleep } from 'node:timers/promises';
import { describeBacklog, isIdle } from './facts';
import { readBacklog } from './read-backlog';
import { withStoreClients, type StoreAddresses } from './store-clients';

const PAUSE_MS = 250;
const READ_WITHIN_MS = 15_000;

/**
 * Waits until nothing is on its way any more: both consumer groups at the end of their topics, the review queue and the
 * outbox empty. Answers after how many milliseconds that was; throws past the deadline with what is left.
 */
export const waitUntilIdle = async (addresses: StoreAddresses, deadlineMs: number): Promise<number> => {
  const since = performance.now();
  for (let left = 'the stores do not answer'; ; await sleep(PAUSE_MS)) {
    try {
      const backlog = await withStoreClients(addresses, (clients) => inTime(readBacklog(clients)));
      if (isIdle(backlog)) return Math.round(performance.now() - since);
      left = describeBacklog(backlog);
    } catch (error) {
      left = String(error);
    }
    if (performance.now() - since > deadlineMs) throw new Error(`Not idle after ${deadlineMs} ms: ${left}.`);
  }
};

/** A server that was just brought back may let a connection stand without ever answering on it. */
const inTime = <T>(reading: Promise<T>): Promise<T> =>
  Promise.race([
    reading,
    sleep(READ_WITHIN_MS, undefined, { ref: false }).then(() => {
      throw new Error('the stores do not answer');
    }),
  ]);

import { setTimeout as sleep } from 'node:timers/promises';
import type { ServicesInUse } from '@/services/services-in-use';
import { describeBacklog, isAtRest } from './facts';
import { withPlainClients } from './store-clients';
import { readBacklog } from './read-backlog';

const PAUSE_MS = 250;
const READ_WITHIN_MS = 15_000;

/**
 * Waits until nothing is on its way any more: both consumer groups at the end of their topics, the review queue and the
 * outbox empty. Answers after how many milliseconds that was; throws past the deadline with what is left.
 */
export const atRest = async (services: ServicesInUse, deadlineMs: number): Promise<number> => {
  const since = performance.now();
  for (let left = 'the stores do not answer'; ; await sleep(PAUSE_MS)) {
    try {
      const backlog = await withPlainClients(services, (clients) => inTime(readBacklog(clients)));
      if (isAtRest(backlog)) return Math.round(performance.now() - since);
      left = describeBacklog(backlog);
    } catch (error) {
      left = String(error);
    }
    if (performance.now() - since > deadlineMs) throw new Error(`No rest after ${deadlineMs} ms: ${left}.`);
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

import { setTimeout as sleep } from 'node:timers/promises';
import type { ServicesInUse } from '@/services/services-in-use';
import { describeBacklog, isAtRest } from './facts';
import { withPlainClients } from './plain-clients';
import { readBacklog } from './read-backlog';

const PAUSE_MS = 250;

/**
 * Waits until nothing is on its way any more: both consumer groups at the end of their topics, the review queue and the
 * outbox empty. Answers after how many milliseconds that was; throws past the deadline with what is left.
 */
export const atRest = async (services: ServicesInUse, deadlineMs: number): Promise<number> => {
  const since = performance.now();
  for (let left = 'the stores do not answer'; ; await sleep(PAUSE_MS)) {
    try {
      const backlog = await withPlainClients(services, readBacklog);
      if (isAtRest(backlog)) return Math.round(performance.now() - since);
      left = describeBacklog(backlog);
    } catch (error) {
      left = String(error);
    }
    if (performance.now() - since > deadlineMs) throw new Error(`No rest after ${deadlineMs} ms: ${left}.`);
  }
};

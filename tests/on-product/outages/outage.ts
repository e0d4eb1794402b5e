import { setTimeout as sleep } from 'node:timers/promises';
import type { ServerName } from '@/services/servers/server-program';
import { controlServer } from '../../harness/control';
import { noteFigures } from '../../harness/figures';
import { percentile } from '../../harness/statistics';
import type { Sample } from '../../harness/visitor';

/**
 * How long a server stays away: a minute in `npm run outages`; in `npm test` a little more than the half minute after which
 * whatever stands still is told.
 */
export const OUTAGE_SECONDS = process.env.PORTARIA_OUTAGES === 'long' ? 60 : 35;

/** Kills the server, leaves it dead for the whole outage while `meanwhile` runs, and starts it again. */
export const outage = async (name: ServerName, meanwhile: () => Promise<void>): Promise<void> => {
  await controlServer(name, 'kill');
  try {
    await Promise.all([meanwhile(), sleep(OUTAGE_SECONDS * 1_000)]);
  } finally {
    await controlServer(name, 'start');
  }
};

/** Notes what visitors saw, and how long after the server's return nothing was on its way any more. */
export const noteOutage = (server: ServerName, samples: readonly Sample[], idleAfterMs: number): void => {
  const times = samples.map(({ tookMs }) => tookMs);
  const accepted = samples.filter(({ status }) => status === 202).length;
  noteFigures(
    `${server} away for ${OUTAGE_SECONDS} s: ${accepted} of ${samples.length} sign-ups answered 202, ` +
      `p50 ${percentile(times, 0.5)} ms, p99 ${percentile(times, 0.99)} ms, slowest ${percentile(times, 1)} ms; ` +
      `idle ${(idleAfterMs / 1_000).toFixed(1)} s after it was back`,
  );
};

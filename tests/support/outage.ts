import { appendFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import type { ServerName } from '@/services/server-name';
import { percentile } from '../simulate/percentile';
import { controlServer } from './control';
import type { Sample } from './load';
import { servicesPath } from './services';

const DEFAULT_SECONDS = 15;

/** How long a server stays away in the outage tests; `npm run outages -- --seconds 60` sets it. */
export const outageSeconds = (): number =>
  Number(process.env.PORTARIA_TEST_OUTAGE_SECONDS || DEFAULT_SECONDS);

/** Kills the server, leaves it dead for the whole outage while `meanwhile` runs, and starts it again. */
export const outage = async (name: ServerName, meanwhile: () => Promise<void>): Promise<void> => {
  await controlServer(name, 'kill');
  try {
    await Promise.all([meanwhile(), wait(outageSeconds() * 1_000)]);
  } finally {
    await controlServer(name, 'start');
  }
};

/** Where the figures of the outages of this run are written, a line each. */
export const outageFigures = (home: string): string => join(home, 'outages.txt');

/** Notes what visitors saw, and how long after the server's return nothing was on its way any more. */
export const noteFigures = (server: ServerName, samples: readonly Sample[], drainedInMs: number): void => {
  const times = samples.map(({ tookMs }) => tookMs);
  const accepted = samples.filter(({ status }) => status === 202).length;
  const line =
    `${server} away for ${outageSeconds()} s: ${accepted} of ${samples.length} sign-ups answered 202, ` +
    `p50 ${percentile(times, 0.5)} ms, p99 ${percentile(times, 0.99)} ms, slowest ${percentile(times, 1)} ms; ` +
    `at rest ${(drainedInMs / 1_000).toFixed(1)} s after it was back`;
  appendFileSync(outageFigures(dirname(servicesPath())), `${line}\n`);
};

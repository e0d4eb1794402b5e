import { untilReady } from '../../harness/web-client';
import { checkInvariants, type CheckResult } from '../../invariants/check-invariants';
import { readBrokers } from '../../invariants/read-brokers';
import { withStoreClients } from '../../invariants/store-clients';
import { violationOf, type Violation } from '../../invariants/violation';
import { waitUntilIdle } from '../../invariants/wait-until-idle';
import { reviewOnce } from './reviewers';
import type { ChaosRun } from './run-setup';

const IDLE_WITHIN_MS = 60_000;
const REVIEWED_WITHIN_MS = 15 * 60_000;

/** Several web processes are asked in turn, so this many answers in a row come from each of them. */
export const EACH_WEB_PROCESS = { timesInARow: 4, deadlineMs: 90_000 };

export type Idle = { afterMs?: number; violations: Violation[] };

/**
 * A minute after the last fault, a moment of `performance.now()`, nothing may be on its way any more, with no hand on
 * it; the last visitors and reviewers, who were still trying, count into that minute.
 */
export const waitUntilRunIsIdle = async ({ environment }: ChaosRun, lastFaultAt: number): Promise<Idle> => {
  const sinceLastFault = (): number => Math.round(performance.now() - lastFaultAt);
  try {
    await waitUntilIdle(environment.servers.direct, Math.max(0, IDLE_WITHIN_MS - sinceLastFault()));
    return { afterMs: sinceLastFault(), violations: [] };
  } catch (error) {
    const what = error instanceof Error ? error.message : String(error);
    return { violations: [{ invariant: 'I8', what: `60 s after the last fault: ${what}`, ids: [] }] };
  }
};

/**
 * The reviewers go through the whole list once more, which also takes off entries whose decision a crash left behind
 * (otherwise the reconciler does within a minute), and it is waited for their decisions to arrive everywhere too.
 */
export const reviewTheRest = async ({ environment, reviewers }: ChaosRun): Promise<void> => {
  await untilReady(environment.web, EACH_WEB_PROCESS);
  const deadline = AbortSignal.timeout(REVIEWED_WITHIN_MS);
  await reviewOnce(reviewers, deadline);
  deadline.throwIfAborted();
  await waitUntilIdle(environment.servers.direct, IDLE_WITHIN_MS).catch(() => undefined);
};

/** The invariants by the ledgers as they are on the disk, and what only this run can know. */
export const checkRun = async (run: ChaosRun): Promise<CheckResult> => {
  const { environment, counters } = run;
  const ledgers = { accepted: await run.accepted.close(), answers: await run.answers.close() };
  const { table, violations } = await checkInvariants(environment.servers.direct, ledgers);
  const poison = await lostPoison(run);
  const contradictions = violationOf(
    'I2',
    'the same request was given two registrations',
    counters.contradictions,
  );
  return {
    table: [...table, { name: 'poison acknowledged', value: counters.poison.length }],
    violations: [...violations, ...poison, ...contradictions],
  };
};

/** A message that can never be processed must be a dead letter, too. */
const lostPoison = async ({ environment, counters }: ChaosRun): Promise<Violation[]> => {
  const { deadLetters } = await withStoreClients(environment.servers.direct, readBrokers);
  const texts = deadLetters.map(({ text }) => text).join('\n');
  const isThere = (mark: string): boolean => new RegExp(`${mark}(?!\\d)`).test(texts);
  return violationOf(
    'I1',
    'a poison message was acknowledged and is no dead letter',
    counters.poison.filter((mark) => !isThere(mark)),
  );
};

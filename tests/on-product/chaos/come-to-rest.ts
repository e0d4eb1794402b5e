import { atRest } from '../../invariants/wait-until-idle';
import type { Violation } from '../../invariants/violation';
import type { ChaosScene } from './run-setup';
import { lookThrough } from './reviewers';
import { untilReady } from './until-ready';

const REST_WITHIN_MS = 60_000;
const REVIEWED_WITHIN_MS = 15 * 60_000;

export type Rest = { afterMs?: number; violations: Violation[] };

/**
 * A minute after the last fault, a moment of `performance.now()`, everything must be at rest with no hand on it; the last
 * visitors and reviewers, who were still trying, count into that minute.
 */
export const comeToRest = async ({ stage }: ChaosScene, lastFaultAt: number): Promise<Rest> => {
  const sinceLastFault = (): number => Math.round(performance.now() - lastFaultAt);
  try {
    await atRest(stage.servers.direct, Math.max(0, REST_WITHIN_MS - sinceLastFault()));
    return { afterMs: sinceLastFault(), violations: [] };
  } catch (error) {
    const what = error instanceof Error ? error.message : String(error);
    return { violations: [{ invariant: 'I8', what: `60 s after the last fault: ${what}`, ids: [] }] };
  }
};

/**
 * The reviewers go through the whole list once more, which also takes off entries whose decision a crash left behind
 * (otherwise the reconciler does within a minute), and their decisions come to rest too.
 */
export const reviewTheRest = async ({ stage, desk }: ChaosScene): Promise<void> => {
  await untilReady(stage.web);
  const deadline = AbortSignal.timeout(REVIEWED_WITHIN_MS);
  await lookThrough(desk, deadline);
  deadline.throwIfAborted();
  await atRest(stage.servers.direct, REST_WITHIN_MS).catch(() => undefined);
};

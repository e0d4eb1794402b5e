import type { AppName } from '@/services/product/app-programs';
import type { Invariant } from '../../../invariants/violation';
import type { ScenarioRun } from './scenario-run';

/** A change to one source file: `find` must stand in it exactly once, so that a guard that moved is noticed. */
export type Patch = { file: string; find: string; replace: string };

/**
 * One mechanism that keeps a promise, how to take it out, and a short scenario that needs it. The scenario must pass
 * with the guard in place, and break one of the named invariants without it.
 */
export type Guard = {
  name: string;
  what: string;
  breaks: Invariant[];
  /** The program that is bundled with the patches. */
  patched?: { app: AppName; patches: Patch[] };
  /** For a guard that is not in the sources but in a store. */
  removeFromStores?: (run: ScenarioRun) => Promise<void>;
  scenario: (run: ScenarioRun) => Promise<void>;
};

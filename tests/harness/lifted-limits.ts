import { limitsEnv, proofOfWorkEnv } from '@/app/_server/limits';
import type { Environment } from '@/services/processes/spawn';

/**
 * Lifts every limit, and asks for no proof of work, for the processes that are started from here on: load comes from one address, which the defaults
 * are there to stop. A test of a limit sets it for a web process of its own; an empty variable is the default.
 */
export const liftLimits = (): void => {
  for (const name of Object.keys(limitsEnv.shape)) process.env[name] = '0';
  process.env.PROOF_OF_WORK = 'never';
};

/** The variables with which a process has the default limits nevertheless. */
export const DEFAULT_LIMITS: Environment = Object.fromEntries(
  Object.keys({ ...limitsEnv.shape, ...proofOfWorkEnv.shape }).map((name) => [name, '']),
);

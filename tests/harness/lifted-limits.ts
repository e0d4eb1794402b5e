import { limitsEnv } from '@/app/_server/limits';

/**
 * Lifts every limit for the processes that are started from here on: load comes from one address, which the defaults
 * are there to stop. A test of a limit sets it for a web process of its own; an empty variable is the default.
 */
export const liftLimits = (): void => {
  for (const name of Object.keys(limitsEnv.shape)) process.env[name] = '0';
};

import { z } from 'zod';
import { FAILPOINTS } from './failpoint';

/** The variables behind failpoints, for the environment schema of each process. */
export const failpointEnv = z.object({
  NODE_ENV: z.string().optional(),
  /** For tests: the step at which the process ends itself. */
  PORTARIA_FAIL_AT: z.preprocess((value) => value || undefined, z.enum(FAILPOINTS).optional()),
});

type FailpointEnv = z.infer<typeof failpointEnv>;

/** The failpoint to arm. A process in production mode refuses to start with one. */
export const requestedFailpoint = ({
  NODE_ENV,
  PORTARIA_FAIL_AT,
}: FailpointEnv): FailpointEnv['PORTARIA_FAIL_AT'] => {
  if (PORTARIA_FAIL_AT && NODE_ENV === 'production') {
    throw new Error('PORTARIA_FAIL_AT is for tests and is refused in production mode.');
  }
  return PORTARIA_FAIL_AT;
};

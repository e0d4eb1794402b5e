import { z } from 'zod';
import { armFailpoint, FAILPOINTS } from './failpoint';

/** The variables behind failpoints, a part of the environment of each process that runs on. */
export const failpointEnv = z.object({
  NODE_ENV: z.string().optional(),
  /** For tests: the step at which the process ends itself. */
  PORTARIA_FAIL_AT: z.enum(FAILPOINTS).optional(),
});

/** Arms the failpoint that a test asked for. Throws in production mode, where there must be none. */
export const armRequestedFailpoint = ({ NODE_ENV, PORTARIA_FAIL_AT }: z.infer<typeof failpointEnv>): void => {
  if (PORTARIA_FAIL_AT && NODE_ENV === 'production') {
    throw new Error('PORTARIA_FAIL_AT is for tests and is refused in production mode.');
  }
  armFailpoint(PORTARIA_FAIL_AT);
};

import { z } from 'zod';
import { serverAddresses, workerEnv } from '@/src/infrastructure/environment/process-env';

/** The environment of the orchestrator. */
export const orchestratorEnv = workerEnv.extend({
  ...serverAddresses.omit({ DATABASE_URL: true }).shape,
  /** Where it answers /livez and /readyz. */
  ORCHESTRATOR_HEALTH_PORT: z.coerce.number().default(3001),
});

import { z } from 'zod';
import { serverAddresses, workerEnv } from '@/src/infrastructure/environment/process-env';

/** The environment of the mq-consumer. */
export const mqConsumerEnv = workerEnv.extend({
  ...serverAddresses.shape,
  /** Where it answers /livez and /readyz. */
  MQ_CONSUMER_HEALTH_PORT: z.coerce.number().default(3002),
});

import { z } from 'zod';
import { serverAddresses, workerEnv } from '@/src/infrastructure/environment/process-env';
import { mailEnv } from '@/src/infrastructure/mail/mail-env';

/** The environment of the mq-consumer. */
export const mqConsumerEnv = workerEnv.extend({
  ...serverAddresses.shape,
  ...mailEnv.shape,
  /** Derives the links in mails. */
  REGISTRATION_SECRET: z.string().min(32),
  /** Where it answers /livez and /readyz. */
  MQ_CONSUMER_HEALTH_PORT: z.coerce.number().default(3002),
});

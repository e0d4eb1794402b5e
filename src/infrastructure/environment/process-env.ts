import { z } from 'zod';
import { failpointEnv } from '../failpoints/failpoint';

/** Where the five servers are; each process picks those that it uses. */
export const serverAddresses = z.object({
  KAFKA_BROKERS: z.string().min(1),
  ACTIVEMQ_URL: z.url(),
  ELASTICSEARCH_URL: z.url(),
  REDIS_URL: z.url(),
  DATABASE_URL: z.url(),
});

/** What every process that runs on reads: the web and both workers. */
export const processEnv = failpointEnv.extend({
  LOG_LEVEL: z.enum(['debug', 'info', 'warn', 'error']).default('info'),
  /** How long a stop may take before the process ends anyway. */
  STOP_TIMEOUT_MS: z.coerce.number().int().positive().default(8_000),
});

/** Where a worker answers /livez and /readyz; reachable from this machine only unless set. */
export const workerEnv = processEnv.extend({ HEALTH_HOST: z.string().default('127.0.0.1') });

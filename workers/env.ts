import { z } from 'zod';
import { failpointEnv } from '@/src/infrastructure/failpoint-env';

/** What every worker reads from its environment. */
export const commonEnv = failpointEnv.extend({
  LOG_LEVEL: z.enum(['debug', 'info', 'warn', 'error']).default('info'),
  /** How long a stop may take before the process ends anyway. */
  STOP_TIMEOUT_MS: z.coerce.number().int().positive().default(8_000),
  KAFKA_BROKERS: z.string().min(1),
  ACTIVEMQ_URL: z.url(),
  REDIS_URL: z.url(),
});

/** Reads the environment once, or ends the process with one sentence that names what is missing. */
export const readEnv = <Schema extends z.ZodType>(schema: Schema): z.output<Schema> => {
  const result = schema.safeParse(process.env);
  if (result.success) return result.data;
  const problems = result.error.issues.map(({ path, message }) => `${path.join('.')}: ${message}`);
  process.stderr.write(`The environment is not complete. ${problems.join('; ')}. See .env.example.\n`);
  return process.exit(1);
};

import { z } from 'zod';
import { armFailpoint } from '@/src/infrastructure/failpoint';
import { failpointEnv, requestedFailpoint } from '@/src/infrastructure/failpoint-env';

/** What every worker reads from its environment. */
export const commonEnv = failpointEnv.extend({
  LOG_LEVEL: z.enum(['debug', 'info', 'warn', 'error']).default('info'),
  /** How long a stop may take before the process ends anyway. */
  STOP_TIMEOUT_MS: z.coerce.number().int().positive().default(8_000),
  KAFKA_BROKERS: z.string().min(1),
  ACTIVEMQ_URL: z.url(),
  REDIS_URL: z.url(),
});

/** Reads the environment once, or ends the process with one sentence that says what is wrong with it. */
export const readEnv = <Schema extends z.ZodType>(schema: Schema): z.output<Schema> => {
  const result = schema.safeParse(process.env);
  if (result.success) return result.data;
  const problems = result.error.issues.map(({ path, message }) => `${path.join('.')}: ${message}`);
  return refuse(`The environment is not complete. ${problems.join('; ')}. See .env.example.`);
};

/** Arms the failpoint that a test asked for; in production mode that ends the process. */
export const armRequestedFailpoint = (env: z.output<typeof failpointEnv>): void => {
  try {
    armFailpoint(requestedFailpoint(env));
  } catch (error) {
    refuse(error instanceof Error ? error.message : String(error));
  }
};

const refuse = (sentence: string): never => {
  process.stderr.write(`${sentence}\n`);
  return process.exit(1);
};

import { z } from 'zod';
import { failpointEnv, requestedFailpoint } from '@/src/infrastructure/failpoint-env';

/** The environment of the web process. */
export const webEnv = failpointEnv.extend({
  LOG_LEVEL: z.enum(['debug', 'info', 'warn', 'error']).default('info'),
  KAFKA_BROKERS: z.string().min(1),
  ACTIVEMQ_URL: z.url(),
  ELASTICSEARCH_URL: z.url(),
  REDIS_URL: z.url(),
  DATABASE_URL: z.url(),
  /** Signs the sessions of reviewers. */
  NEXTAUTH_SECRET: z.string().min(32),
  /** Derives registration ids and private links; changing it makes every link that was given out invalid. */
  REGISTRATION_SECRET: z.string().min(32),
});

/** What the web process needs beside its pages. */
export const serverEnv = z.object({
  PORT: z.coerce.number().int().min(1).max(65_535).default(3_000),
  /** How long the requests at hand may take after SIGTERM. */
  STOP_TIMEOUT_MS: z.coerce.number().int().positive().default(8_000),
});

export type WebEnv = z.infer<typeof webEnv>;

/** Throws with the names of what is missing; values are not repeated. */
export const readWebEnv = (): WebEnv => read(webEnv);

/**
 * The server's own part, read before anything starts. Next would live on with an environment that its pages refuse, so
 * all of it is looked at here: what is wrong is told in one sentence, and ends the process.
 */
export const readServerEnv = (): z.infer<typeof serverEnv> => {
  try {
    const env = read(webEnv.extend(serverEnv.shape));
    requestedFailpoint(env);
    return env;
  } catch (error) {
    process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
    return process.exit(1);
  }
};

const read = <Schema extends z.ZodType>(schema: Schema): z.output<Schema> => {
  const result = schema.safeParse(process.env);
  if (result.success) return result.data;
  const problems = result.error.issues.map(({ path, message }) => `${path.join('.')}: ${message}`);
  throw new Error(`The environment is not complete. ${problems.join('; ')}. See .env.example.`);
};

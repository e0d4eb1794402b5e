import { z } from 'zod';
import { failpointEnv } from '@/src/infrastructure/failpoint-env';

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

/** What the web process needs before any page does. */
export const serverEnv = z.object({
  PORT: z.coerce.number().int().min(1).max(65_535).default(3_000),
  /** How long the requests at hand may take after SIGTERM. */
  STOP_TIMEOUT_MS: z.coerce.number().int().positive().default(8_000),
});

export type WebEnv = z.infer<typeof webEnv>;

/** Throws with the names of what is missing; values are not repeated. */
export const readWebEnv = (): WebEnv => read(webEnv);

export const readServerEnv = (): z.infer<typeof serverEnv> => read(serverEnv);

const read = <Schema extends z.ZodType>(schema: Schema): z.output<Schema> => {
  const result = schema.safeParse(process.env);
  if (result.success) return result.data;
  const problems = result.error.issues.map(({ path, message }) => `${path.join('.')}: ${message}`);
  throw new Error(`The environment is not complete. ${problems.join('; ')}. See .env.example.`);
};

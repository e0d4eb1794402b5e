import { z } from 'zod';
import { EnvironmentError, readEnvironment } from '@/src/infrastructure/environment/read-environment';
import { LaunchError } from '../terminal/launch-error';

/** The servers to use instead of starting ours. */
const serviceOverrides = z.object({
  KAFKA_BROKERS: z.string().optional(),
  ACTIVEMQ_URL: z.string().optional(),
  ACTIVEMQ_JOLOKIA_URL: z.string().optional(),
  ELASTICSEARCH_URL: z.string().optional(),
  REDIS_URL: z.string().optional(),
  DATABASE_URL: z.string().optional(),
  JAVA_HOME: z.string().optional(),
});
export type ServiceOverrides = z.infer<typeof serviceOverrides>;

/** What the web process reads and checks itself. */
export const edgeSettings = z.object({
  PUBLIC_URL: z.string().optional(),
  TRUSTED_PROXIES: z.string().optional(),
  MAX_CONNECTIONS: z.string().optional(),
  MAX_CONNECTIONS_PER_ADDRESS: z.string().optional(),
  REQUEST_TIMEOUT_MS: z.string().optional(),
});

/** Everything `npm start` and `npm run dev` take from the environment. */
export const launcherEnv = serviceOverrides.extend({
  PORT: z.coerce.number().int().min(1).max(65_535).default(3000),
  PORTARIA_HOME: z.string().optional(),
  PORTARIA_BUILD: z.enum(['product', 'test']).default('product'),
  PORTARIA_ADMIN_EMAIL: z.string().optional(),
  PORTARIA_ADMIN_PASSWORD: z.string().min(12).max(200).optional(),
  ...edgeSettings.shape,
  LOG_LEVEL: z.enum(['debug', 'info', 'warn', 'error']).default('info'),
});
export type LauncherEnv = z.infer<typeof launcherEnv>;

/**
 * The launcher's settings; `variables` is its own environment unless others are given.
 *
 * @throws LaunchError that names every variable which does not fit.
 */
export const readLauncherEnv = (variables?: Record<string, string | undefined>): LauncherEnv => {
  try {
    return readEnvironment(launcherEnv, variables);
  } catch (error) {
    if (!(error instanceof EnvironmentError)) throw error;
    throw new LaunchError(error.message, { cause: error });
  }
};

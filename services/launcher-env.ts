import { z } from 'zod';

import type { Environment } from './command';
import { LaunchError } from './launch-error';

/** An empty variable, as compose files and .env templates leave them, counts as not set. */
const unlessEmpty = <Schema extends z.ZodType>(schema: Schema) =>
  z.preprocess((value) => (value === '' ? undefined : value), schema);

const optional = unlessEmpty(z.string().optional());

/** The servers to use instead of starting ours. */
export const serviceOverrides = z.object({
  KAFKA_BROKERS: optional,
  ACTIVEMQ_URL: optional,
  ACTIVEMQ_JOLOKIA_URL: optional,
  ELASTICSEARCH_URL: optional,
  REDIS_URL: optional,
  DATABASE_URL: optional,
  JAVA_HOME: optional,
});
export type ServiceOverrides = Partial<z.infer<typeof serviceOverrides>>;

/** Everything `npm start` and `npm run dev` take from the environment. */
export const launcherEnv = serviceOverrides.extend({
  PORT: unlessEmpty(z.coerce.number().int().min(1).max(65_535).default(3000)),
  PORTARIA_HOME: optional,
  PORTARIA_BUILD: unlessEmpty(z.enum(['product', 'test']).default('product')),
  PORTARIA_ADMIN_EMAIL: optional,
  PORTARIA_ADMIN_PASSWORD: optional,
  NEXTAUTH_URL: optional,
  LOG_LEVEL: unlessEmpty(z.enum(['debug', 'info', 'warn', 'error']).default('info')),
});
export type LauncherEnv = z.infer<typeof launcherEnv>;

/**
 * The launcher's settings.
 *
 * @throws LaunchError that names the variable which does not fit.
 */
export const readLauncherEnv = (): LauncherEnv => {
  const result = launcherEnv.safeParse(process.env);
  if (result.success) return result.data;
  const issue = result.error.issues[0];
  throw new LaunchError(`The environment variable ${issue?.path.join('.')} does not fit: ${issue?.message}.`);
};

/** Our own environment, to hand on to the programs we start (PATH, proxies, locale). */
export const inheritedEnvironment = (): Environment => ({ ...process.env });

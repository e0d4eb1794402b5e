import type { z } from 'zod';

type Variables = Record<string, string | undefined>;

/** What is wrong with the environment, as one sentence that repeats no value. */
export class EnvironmentError extends Error {
  override name = 'EnvironmentError';
}

/**
 * Reads the environment by the schema of a process; `variables` is the process's own unless others are given. An empty
 * variable, as compose files and .env templates leave them, counts as not set.
 *
 * @throws EnvironmentError that names every variable that is missing or does not fit.
 */
export const readEnvironment = <Schema extends z.ZodType>(
  schema: Schema,
  variables: Variables = process.env,
): z.output<Schema> => {
  const set = Object.fromEntries(Object.entries(variables).filter(([, value]) => value !== ''));
  const result = schema.safeParse(set);
  if (result.success) return result.data;
  const problems = result.error.issues.map(({ path, message }) => `${path.join('.')}: ${message}`);
  throw new EnvironmentError(`The environment does not fit. ${problems.join('; ')}. See .env.example.`);
};

/**
 * The outcome of `read`, or the end of the process (exit code 1) with the sentence that says why on standard error, which
 * `captureOutput` makes a line of the log.
 */
export const orExit = <T>(read: () => T): T => {
  try {
    return read();
  } catch (error) {
    process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
    return process.exit(1);
  }
};

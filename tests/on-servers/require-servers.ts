import { existsSync } from 'node:fs';

/** Refuses to run where nobody said where the servers are: a missing server is a failure, never a skip. */
export const setup = (): void => {
  const path = process.env.PORTARIA_TEST_SERVICES;
  if (path && existsSync(path)) return;
  throw new Error(
    'These tests need the five real servers. Run "npm test", or set PORTARIA_TEST_SERVICES to the services.json ' +
      'of running ones (for example .portaria/services.json, which they will write test data into).',
  );
};

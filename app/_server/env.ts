import { z } from 'zod';
import { processEnv, serverAddresses } from '@/src/infrastructure/environment/process-env';
import { edgeEnv } from './edge/edge-env';
import { limitsEnv, proofOfWorkEnv } from './limits';

/** The environment of the web process: of its server, its pages and its handlers. */
export const webEnv = processEnv.extend({
  ...serverAddresses.shape,
  ...edgeEnv.shape,
  ...limitsEnv.shape,
  ...proofOfWorkEnv.shape,
  /** The folder of the build; Next reads the same variable. */
  PORTARIA_DIST_DIR: z.string().default('.next'),
  PORT: z.coerce.number().int().min(1).max(65_535).default(3_000),
  /** So many processes answer on the port; what is limited in a process is limited in each of them. */
  WEB_PROCESSES: z.coerce.number().int().min(1).max(64).default(1),
  /** A reviewer's session ends after so many minutes without activity. */
  SESSION_IDLE_MINUTES: z.coerce.number().positive().max(10_080).default(30),
  /** And after so many hours in any case. */
  SESSION_MAX_HOURS: z.coerce.number().positive().max(720).default(12),
  /** So many passwords are checked at once in a process, and so many more may wait for it. */
  PASSWORD_CHECKS_AT_ONCE: z.coerce.number().int().min(1).max(4).default(2),
  PASSWORD_CHECKS_WAITING: z.coerce.number().int().min(0).max(1_000).default(20),
  /** Encrypts the cookies of reviewers' sessions. */
  NEXTAUTH_SECRET: z.string().min(32),
  /** Derives registration ids and private links; changing it makes every link that was given out invalid. */
  REGISTRATION_SECRET: z.string().min(32),
});

/**
 * Lets next-auth take the address of the pages from the request, whose headers the edge has put right; it asks these
 * two variables itself.
 */
export const letNextAuthBelieveTheEdge = (): void => {
  process.env.AUTH_TRUST_HOST = 'true';
  delete process.env.NEXTAUTH_URL;
};

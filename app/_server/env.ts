import { z } from 'zod';
import { processEnv, serverAddresses } from '@/src/infrastructure/environment/process-env';
import { edgeEnv } from './edge/edge-env';
import { limitsEnv } from './limits';

/** The environment of the web process: of its server, its pages and its handlers. */
export const webEnv = processEnv.extend({
  ...serverAddresses.shape,
  ...edgeEnv.shape,
  ...limitsEnv.shape,
  PORT: z.coerce.number().int().min(1).max(65_535).default(3_000),
  /** Signs the sessions of reviewers. */
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

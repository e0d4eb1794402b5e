import type { z } from 'zod';
import type { EdgeOptions } from './edge';
import type { edgeEnv } from './edge-env';

/** More than proxies keep a connection, so that it is theirs to close and no request is sent into a closing one. */
const IDLE_MS = 75_000;

/** The options of the edge, but for what it hands over to. */
export const edgeOptions = (
  env: z.output<typeof edgeEnv>,
  { port, development }: { port: number; development: boolean },
): Omit<EdgeOptions, 'handle' | 'directHandlers'> => {
  const { PUBLIC_URL: publicUrl, TRUSTED_PROXIES: trustedProxies, REQUEST_TIMEOUT_MS: requestMs } = env;
  return {
    belief: { publicUrl, port, trustedProxies },
    site: { secure: publicUrl?.protocol === 'https:', development },
    caps: {
      maxConnections: env.MAX_CONNECTIONS,
      maxConnectionsPerAddress: env.MAX_CONNECTIONS_PER_ADDRESS,
      trustedProxies,
    },
    patience: { headersMs: requestMs / 2, requestMs, idleMs: IDLE_MS },
  };
};

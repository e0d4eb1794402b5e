import { z } from 'zod';
import { toNetworks } from './visitor-address';

const isOrigin = (text: string): boolean => {
  if (!URL.canParse(text)) return false;
  const { protocol, href, origin } = new URL(text);
  return ['http:', 'https:'].includes(protocol) && href === `${origin}/`;
};

const networks = z.string().transform((list, context) => {
  try {
    return toNetworks(list);
  } catch {
    context.addIssue({ code: 'custom', message: 'is no list of addresses or networks such as 10.0.0.0/8' });
    return z.NEVER;
  }
});

const count = (most: number) => z.coerce.number().int().min(1).default(most);

/** What the edge of the web process reads: whom it believes, and how much of one visitor it bears. */
export const edgeEnv = z.object({
  /** What people type to reach the pages: scheme, host and perhaps port. Without it, this machine only. */
  PUBLIC_URL: z
    .string()
    .refine(isOrigin, 'is no address such as https://portaria.example.org, without a path')
    .transform((text) => new URL(text))
    .optional(),
  /** The proxies whose X-Forwarded-For is believed: addresses and networks, with commas. */
  TRUSTED_PROXIES: z.string().default('127.0.0.0/8,::1').pipe(networks),
  /** Connections at a time: of everybody, and of one address that is no trusted proxy. */
  MAX_CONNECTIONS: count(10_000),
  MAX_CONNECTIONS_PER_ADDRESS: count(200),
  /** How long a client may take to send a request with its body; half of it for the headers. */
  REQUEST_TIMEOUT_MS: count(30_000),
});

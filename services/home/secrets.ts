import { randomBytes } from 'node:crypto';
import path from 'node:path';
import { z } from 'zod';
import { readJsonFile, writeJsonFile } from './files';
import { folderIn } from './home-folder';

const account = z.object({ user: z.string().min(1), password: z.string().min(1) });
const secrets = z.object({
  activemq: account,
  postgres: account,
  nextAuthSecret: z.string().min(32),
  registrationSecret: z.string().min(32),
});
export type Secrets = z.infer<typeof secrets>;

/**
 * The secrets of a home, from `secrets.json` (mode 0600). They are drawn at the first call and kept: the servers' data
 * and the registration ids depend on them.
 */
export const readSecrets = (home: string): Secrets => {
  const file = path.join(folderIn(home), 'secrets.json');
  const kept = readJsonFile(file, secrets);
  if (kept) return kept;

  const drawn: Secrets = {
    activemq: { user: 'portaria', password: randomSecret() },
    postgres: { user: 'portaria', password: randomSecret() },
    nextAuthSecret: randomSecret(),
    registrationSecret: randomSecret(),
  };
  writeJsonFile(file, drawn);
  return drawn;
};

/** 32 random bytes in letters that need no escaping in an address. */
const randomSecret = (): string => randomBytes(32).toString('base64url');

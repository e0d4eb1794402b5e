import { randomBytes } from 'node:crypto';
import { rmSync } from 'node:fs';
import path from 'node:path';
import { z } from 'zod';
import { readJsonFile, writeJsonFile } from './files';
import { folderIn } from './home-folder';

const admin = z.object({ email: z.string().min(1), password: z.string().min(1) });
export type FirstAdmin = z.infer<typeof admin>;

const DEFAULT_ADMIN_EMAIL = 'admin@portaria.localhost';

/**
 * The first admin's e-mail and password, kept in `admin.json` (mode 0600). They are written down before the account is
 * made, because the password is nowhere else in clear; `forget` takes back a pair that turned out not to be needed.
 */
export const proposeFirstAdmin = (
  home: string,
  given: Partial<FirstAdmin>,
): { admin: FirstAdmin; forget: () => void } => {
  const file = fileIn(home);
  const kept = keptAdmin(home);
  const email = given.email ?? kept?.email ?? DEFAULT_ADMIN_EMAIL;
  const known = kept?.email === email ? kept.password : undefined;
  const proposed = { email, password: given.password ?? known ?? randomBytes(15).toString('base64url') };
  writeJsonFile(file, proposed);
  return {
    admin: proposed,
    forget: () => (kept ? writeJsonFile(file, kept) : forgetFirstAdmin(home)),
  };
};

/** The first admin as it was written down, if it was in this home. */
export const keptAdmin = (home: string): FirstAdmin | undefined => readJsonFile(fileIn(home), admin);

/** A password that was changed is kept nowhere, nor is the one that it took the place of. */
export const forgetFirstAdmin = (home: string): void => rmSync(fileIn(home), { force: true });

const fileIn = (home: string): string => path.join(folderIn(home), 'admin.json');

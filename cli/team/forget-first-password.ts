import { readFileSync, rmSync } from 'node:fs';
import path from 'node:path';
import { z } from 'zod';
import { emailKeyOf } from '@/src/domain/email';

const firstAdmin = z.object({ email: z.string() });

/** Takes away the `admin.json` of a home, which holds the first password, once it is not this person's any more. */
export const forgetFirstPassword = (home: string, email: string): void => {
  const file = path.join(home, 'admin.json');
  if (firstEmailIn(file) === emailKeyOf(email)) rmSync(file, { force: true });
};

const firstEmailIn = (file: string): string | undefined => {
  try {
    return emailKeyOf(firstAdmin.parse(JSON.parse(readFileSync(file, 'utf8'))).email);
  } catch {
    return undefined;
  }
};

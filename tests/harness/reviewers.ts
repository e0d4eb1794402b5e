import { randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { hash } from '@node-rs/argon2';
import { productHome } from './product';
import type { Stores } from './stores/stores';

export type Credentials = { email: string; password: string };

/** The first admin, with the password that the first start made up and kept beside services.json. */
export const firstReviewer = (): Credentials =>
  JSON.parse(readFileSync(join(productHome(), 'admin.json'), 'utf8')) as Credentials;

/** Adds another reviewer to the team. */
export const addReviewer = async (
  { postgres }: Pick<Stores, 'postgres'>,
  name: string,
): Promise<Credentials & { name: string }> => {
  const email = `${name.toLowerCase()}.${randomUUID().slice(0, 8)}@portaria.localhost`;
  const password = randomUUID();
  await postgres.query(
    "INSERT INTO accounts (id, email, email_key, name, role, password_hash) VALUES ($1, $2, $2, $3, 'reviewer', $4)",
    [randomUUID(), email, name, await hash(password)],
  );
  return { email, password, name };
};

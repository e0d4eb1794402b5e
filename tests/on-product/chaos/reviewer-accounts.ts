import { randomUUID } from 'node:crypto';
import { hash } from '@node-rs/argon2';
import { Client } from 'pg';
import type { ServicesInUse } from '@/services/services-in-use';

export type Credentials = { email: string; password: string };

/** Two reviewers who can sign in. */
export const addReviewers = async ({ postgres }: ServicesInUse): Promise<[Credentials, Credentials]> => {
  const client = new Client({ connectionString: postgres.url });
  await client.connect();
  const add = async (name: string): Promise<Credentials> => {
    const credentials = { email: `${name.toLowerCase()}@portaria.localhost`, password: randomUUID() };
    await client.query(
      'INSERT INTO reviewers (id, email, email_key, name, password_hash) VALUES ($1, $2, $2, $3, $4)',
      [randomUUID(), credentials.email, name, await hash(credentials.password)],
    );
    return credentials;
  };
  try {
    return [await add('Ana'), await add('Bia')];
  } finally {
    await client.end();
  }
};

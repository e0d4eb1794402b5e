import { readFileSync } from 'node:fs';
import path from 'node:path';

import { expect, test } from 'vitest';

import { serverEnv, webEnv } from '@/app/_server/env';
import { commonEnv } from '@/workers/env';

import { repositoryRoot } from './home';
import { launcherEnv } from './launcher-env';

const listed = [
  ...readFileSync(path.join(repositoryRoot, '.env.example'), 'utf8').matchAll(/^([A-Z_]+)=/gm),
].map(([, name]) => name);
const schemas = { launcherEnv, webEnv, serverEnv, commonEnv };

test.each(Object.entries(schemas))('.env.example lists every variable of %s', (_name, schema) => {
  expect(listed).toEqual(expect.arrayContaining(Object.keys(schema.shape)));
});

test('.env.example lists nothing twice and gives nothing away', () => {
  expect(new Set(listed).size).toBe(listed.length);
  expect(readFileSync(path.join(repositoryRoot, '.env.example'), 'utf8')).not.toMatch(/^[A-Z_]+=./m);
});

test('.env.example lists what docker-compose.yml asks for', () => {
  const compose = readFileSync(path.join(repositoryRoot, 'docker-compose.yml'), 'utf8');
  const asked = [...compose.matchAll(/(?<!\$)\$\{([A-Z_]+)/g)].map(([, name]) => name);
  expect(listed).toEqual(expect.arrayContaining(asked));
});

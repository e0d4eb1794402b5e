import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { webEnv } from '@/app/_server/env';
import { commandEnv } from '@/cli/env';
import { setupEnv } from '@/cli/setup/env';
import { launcherEnv } from '@/services/home/launcher-env';
import { mqConsumerEnv } from '@/workers/mq-consumer/env';
import { orchestratorEnv } from '@/workers/orchestrator/env';

const example = readFileSync('.env.example', 'utf8');

const listed = [...example.matchAll(/^([A-Z_]+)=/gm)].map(([, name]) => name);
const schemas = { launcherEnv, webEnv, orchestratorEnv, mqConsumerEnv, setupEnv, commandEnv };

test.each(Object.entries(schemas))('.env.example lists every variable of %s', (_name, schema) => {
  expect(listed).toEqual(expect.arrayContaining(Object.keys(schema.shape)));
});

test('.env.example lists nothing twice and gives nothing away', () => {
  expect(new Set(listed).size).toBe(listed.length);
  expect(example).not.toMatch(/^[A-Z_]+=./m);
});

test('.env.example lists what docker-compose.yml asks for', () => {
  const compose = readFileSync('docker-compose.yml', 'utf8');
  const asked = [...compose.matchAll(/(?<!\$)\$\{([A-Z_]+)/g)].map(([, name]) => name);
  expect(listed).toEqual(expect.arrayContaining(asked));
});

/** Only npm start and the tests set these. */
const NOT_IN_A_CONTAINER = ['NODE_ENV', 'PORTARIA_DIST_DIR', 'PORTARIA_FAIL_AT', 'HEALTH_HOST'];

test.each([
  ['web', webEnv],
  ['orchestrator', orchestratorEnv],
  ['mq-consumer', mqConsumerEnv],
  ['setup', setupEnv],
])('docker-compose.yml passes every setting to %s', (service, schema) => {
  const compose = readFileSync('docker-compose.yml', 'utf8');
  const part = compose.slice(compose.indexOf(`\n  ${service}:\n`)).split(/\n {2}\S+:\n/)[1]!;
  const shared = compose.slice(compose.indexOf('x-every-process'), compose.indexOf('x-ready'));
  const set = [...(shared + part).matchAll(/^ +([A-Z_]+): /gm)].map(([, name]) => name);
  const needed = Object.keys(schema.shape).filter((name) => !NOT_IN_A_CONTAINER.includes(name));
  expect(set).toEqual(expect.arrayContaining(needed));
});

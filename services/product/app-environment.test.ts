import { afterEach, describe, expect, it, vi } from 'vitest';
import { systemEnvironment, toolEnvironment } from '../processes/spawn';
import { appEnvironment } from './app-environment';

const SECRETS = {
  PORTARIA_ADMIN_PASSWORD: 'a',
  NEXTAUTH_SECRET: 'b',
  REGISTRATION_SECRET: 'c',
  POSTGRES_PASSWORD: 'd',
  ACTIVEMQ_JOLOKIA_URL: 'http://user:e@host',
  DATABASE_URL: 'postgresql://user:f@host/portaria',
  SOMETHING_ELSE: 'g',
  NODE_AUTH_TOKEN: 'h',
};
const given = { ...SECRETS, REDIS_URL: 'redis://i@host', LOG_LEVEL: 'warn' };

afterEach(() => vi.unstubAllEnvs());
const stubAll = () => {
  for (const [name, value] of Object.entries(SECRETS)) vi.stubEnv(name, value);
  vi.stubEnv('STOP_TIMEOUT_MS', '1234');
};

describe('the environment of a process of the product', () => {
  it.each([
    ['web', ['DATABASE_URL', 'LOG_LEVEL', 'NEXTAUTH_SECRET', 'REDIS_URL', 'REGISTRATION_SECRET']],
    ['orchestrator', ['LOG_LEVEL', 'REDIS_URL']],
    ['mq-consumer', ['DATABASE_URL', 'LOG_LEVEL', 'REDIS_URL', 'REGISTRATION_SECRET']],
  ] as const)('%s holds what it reads, of what it was given', (name, expected) => {
    stubAll();
    const names = Object.keys(appEnvironment(name, given)).filter((variable) => variable in given);
    expect(names.sort()).toEqual(expected);
  });

  it('holds settings that somebody made, and what every program needs', () => {
    stubAll();
    expect(appEnvironment('orchestrator', {})).toMatchObject({
      STOP_TIMEOUT_MS: '1234',
      PATH: process.env.PATH,
    });
  });
});

it('a server gets nothing that it is not given by name', () => {
  stubAll();
  expect(Object.keys(systemEnvironment()).filter((name) => name in SECRETS)).toEqual([]);
});

it('a tool gets what is set for it, but no secret of the product', () => {
  stubAll();
  const left = Object.keys(toolEnvironment()).filter((name) => name in SECRETS);
  expect(left.sort()).toEqual(['NODE_AUTH_TOKEN', 'SOMETHING_ELSE']);
});

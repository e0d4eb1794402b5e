import { expect, test } from 'vitest';
import { readLauncherEnv } from '../home/launcher-env';
import { ownServers } from './servers';

test('starts the servers whose address is not given', () => {
  const env = readLauncherEnv({ KAFKA_BROKERS: 'kafka:9092', DATABASE_URL: 'postgresql://db/portaria' });
  expect(ownServers(env)).toEqual(['activemq', 'elasticsearch', 'redis']);
});

test('starts a server whose address is given as empty', () => {
  expect(ownServers(readLauncherEnv({ REDIS_URL: '' }))).toContain('redis');
});

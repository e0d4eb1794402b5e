import { expect, test } from 'vitest';

import { launcherEnv } from './launcher-env';
import { ownServers } from './servers';

test('takes an empty variable for one that is not set', () => {
  const env = launcherEnv.parse({ PORT: '', LOG_LEVEL: '', REDIS_URL: '', JAVA_HOME: '' });
  expect(env).toMatchObject({ PORT: 3_000, LOG_LEVEL: 'info', REDIS_URL: undefined });
});

test.each(['0', '65536', 'http', '3000.5'])('refuses the port %s', (PORT) => {
  expect(launcherEnv.safeParse({ PORT }).success).toBe(false);
});

test('starts the servers whose address is not given', () => {
  const env = launcherEnv.parse({ KAFKA_BROKERS: 'kafka:9092', DATABASE_URL: 'postgresql://db/portaria' });
  expect(ownServers(env)).toEqual(['activemq', 'elasticsearch', 'redis']);
});

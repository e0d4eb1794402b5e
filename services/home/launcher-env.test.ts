import { expect, test } from 'vitest';
import { LaunchError } from '../terminal/launch-error';
import { readLauncherEnv } from './launcher-env';

test('takes an empty variable for one that is not set', () => {
  const env = readLauncherEnv({ PORT: '', LOG_LEVEL: '', REDIS_URL: '', JAVA_HOME: '' });
  expect(env).toMatchObject({ PORT: 3_000, LOG_LEVEL: 'info' });
  expect([env.REDIS_URL, env.JAVA_HOME]).toEqual([undefined, undefined]);
});

test.each(['0', '65536', 'http', '3000.5'])('refuses the port %s', (PORT) => {
  expect(() => readLauncherEnv({ PORT })).toThrow(LaunchError);
  expect(() => readLauncherEnv({ PORT })).toThrow(/PORT: /);
});

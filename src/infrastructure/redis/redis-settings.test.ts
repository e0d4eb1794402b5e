import { expect, it } from 'vitest';
import { settingsFaultsOf } from './redis-settings';

const info = (maxmemory: number, policy: string, aof: 0 | 1) =>
  `# Memory\r\nmaxmemory:${maxmemory}\r\nmaxmemory_human:0B\r\nmaxmemory_policy:${policy}\r\n# Persistence\r\naof_enabled:${aof}\r\n`;

it.each<[string, string, number[]]>([
  ['as ours', info(0, 'noeviction', 1), [0, 0]],
  ['with a limit, and refusing what is too much', info(1_000, 'noeviction', 1), [0, 0]],
  ['to evict, but without a limit', info(0, 'allkeys-lru', 1), [0, 0]],
  ['to evict when it is full', info(1_000, 'volatile-ttl', 1), [1, 0]],
  ['to keep nothing', info(0, 'noeviction', 0), [0, 1]],
  ['in a way that nobody tells', '', [0, 0]],
])('a Redis set %s', (_how, text, faults) => {
  const { dangerous, doubtful } = settingsFaultsOf(text);
  expect([dangerous.length, doubtful.length]).toEqual(faults);
});

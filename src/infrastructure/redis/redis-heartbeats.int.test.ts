import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { readServices } from '@/tests/harness/product';
import { createLogger } from '../logging/logger';
import { KEYS } from './keys';
import { connectRedis } from './redis-client';
import { RedisHeartbeats } from './redis-heartbeats';

const logger = createLogger({ service: 'tests', level: 'fatal' });
const redis = connectRedis(readServices().redis.url, logger);
const heartbeats = new RedisHeartbeats(redis);
beforeAll(async () => {
  if (redis.status !== 'ready') await once(redis, 'ready');
});
afterAll(() => redis.disconnect());

it('a worker is alive with its problems until it ends its beat', async () => {
  const worker = `worker-${randomUUID()}`;
  const problems = [
    { component: 'admission', store: 'postgres', detail: 'timeout expired' },
    { component: 'admission', store: 'activemq', detail: 'no progress for 42 s', standsStill: true },
  ];
  await heartbeats.beat(worker, 'a', { problems });
  await heartbeats.beat(worker, 'b', { problems: [] });
  expect(await heartbeats.alive(worker)).toEqual([{ problems }, { problems: [] }]);
  await heartbeats.end(worker, 'a');
  expect(await heartbeats.alive(worker)).toEqual([{ problems: [] }]);
});

it('a process of an earlier version, which wrote no problems, is alive too', async () => {
  const worker = `worker-${randomUUID()}`;
  await heartbeats.beat(worker, 'old', { problems: [] });
  await redis.set(KEYS.beat(worker, 'old'), JSON.stringify({ troubles: { redis: 'LOADING' } }));
  expect(await heartbeats.alive(worker)).toEqual([{ problems: [] }]);
});

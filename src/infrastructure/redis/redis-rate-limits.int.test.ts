import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import { eventually } from '@/tests/harness/eventually';
import { FaultProxy } from '@/tests/harness/fault-proxy';
import { readServices } from '@/tests/harness/product';
import { createLogger } from '../logging/logger';
import { connectRedis } from './redis-client';
import { RedisRateLimits } from './redis-rate-limits';

const { hostname, port, password } = new URL(readServices().redis.url);
const logger = createLogger({ service: 'tests', level: 'fatal' });
const direct = connectRedis(readServices().redis.url, logger);
const LIMITS = { three: { points: 3, seconds: 60 }, none: { points: 0, seconds: 1 } };

let proxy: FaultProxy;
let redis: ReturnType<typeof connectRedis>;
let key: string;

beforeAll(async () => {
  proxy = await FaultProxy.open(Number(port));
  redis = connectRedis(`redis://:${password}@${hostname}:${proxy.port}`, logger);
  await Promise.all([redis, direct].map((client) => client.status === 'ready' || once(client, 'ready')));
});
afterAll(async () => {
  redis.disconnect();
  direct.disconnect();
  await proxy.close();
});
beforeEach(() => void (key = `a long key that nobody should find in Redis ${randomUUID()}`));

const newLimits = (client = redis) => new RedisRateLimits(client, LIMITS, logger);
const takeTimes = async (limits: ReturnType<typeof newLimits>, times: number) => {
  const taken = [];
  for (let i = 0; i < times; i += 1) taken.push((await limits.take('three', key)).ok);
  return taken;
};

it('counts for all processes, tells how long to wait, and begins anew when told', async () => {
  const [one, other] = [newLimits(), newLimits(direct)];
  expect(await takeTimes(one, 2)).toEqual([true, true]);
  expect(await other.peek('three', key)).toEqual({ ok: true, taken: 2 });
  expect(await takeTimes(other, 2)).toEqual([true, false]);
  for (const answer of [await one.take('three', key), await one.peek('three', key)])
    expect(answer).toEqual({ ok: false, retryAfterSeconds: expect.closeTo(60, -1) as number });
  await one.forget('three', key);
  expect(await one.take('three', key)).toEqual({ ok: true, taken: 1 });
});

it('keeps its counts under a prefix of its own, without the key, for the window', async () => {
  await newLimits().take('three', key);
  const keys = await direct.keys('{portaria}:limit:three:*');
  expect(keys.length).toBeGreaterThan(0);
  expect(keys.join()).not.toContain(key.slice(0, 20));
  for (const each of keys) expect(await direct.ttl(each)).toBeGreaterThan(0);
});

it('a limit of 0 is none', async () => {
  for (let i = 0; i < 10; i += 1) expect((await newLimits().take('none', key)).ok).toBe(true);
});

it('counts alone while Redis hangs, which costs one request a second and the next ones nothing', async () => {
  const limits = newLimits();
  proxy.setMode({ kind: 'silent' });
  const since = performance.now();
  expect(await takeTimes(limits, 5)).toEqual([true, true, true, false, false]);
  expect(performance.now() - since).toBeLessThan(1_500);
  proxy.clear();
});

it('counts alone while Redis is away, at once, and for all when it is back', async () => {
  const limits = newLimits();
  proxy.setMode({ kind: 'refusing' });
  await eventually('the connection is lost', async () => redis.status !== 'ready');
  const since = performance.now();
  expect(await takeTimes(limits, 4)).toEqual([true, true, true, false]);
  expect(performance.now() - since).toBeLessThan(200);
  proxy.clear();
  await eventually('Redis counts again', async () => {
    await limits.take('three', key);
    return (await newLimits(direct).peek('three', key)).ok === false;
  });
});

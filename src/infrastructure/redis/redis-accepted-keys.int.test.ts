import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { aRegistrationId } from '@/tests/fakes/samples';
import { eventually } from '@/tests/harness/eventually';
import { FaultProxy } from '@/tests/harness/fault-proxy';
import { readServices } from '@/tests/harness/product';
import { createLogger } from '../logging/logger';
import { KEYS } from './keys';
import { RedisAcceptedKeys } from './redis-accepted-keys';
import { connectRedis } from './redis-client';

const logger = createLogger({ service: 'tests', level: 'fatal' });
const url = new URL(readServices().redis.url);

let proxy: FaultProxy;
let redis: ReturnType<typeof connectRedis>;
let keys: RedisAcceptedKeys;
beforeAll(async () => {
  proxy = await FaultProxy.open(Number(url.port));
  const through = new URL(url);
  through.port = String(proxy.port);
  redis = connectRedis(through.href, logger);
  keys = new RedisAcceptedKeys(redis, logger);
  if (redis.status !== 'ready') await once(redis, 'ready');
});
afterAll(async () => {
  redis.disconnect();
  await proxy.close();
});

it('remembers the first registration of a key, for a day', async () => {
  const [tag, first] = [randomUUID(), aRegistrationId()];
  expect(await keys.registrationOf(tag)).toBeUndefined();
  await keys.remember(tag, first);
  await keys.remember(tag, aRegistrationId());
  expect(await keys.registrationOf(tag)).toBe(first);
  const leftSeconds = await redis.ttl(KEYS.acceptedKey(tag));
  expect(leftSeconds).toBeGreaterThan(86_000);
  expect(leftSeconds).toBeLessThanOrEqual(86_400);
});

it('costs visitors little while Redis hangs, and knows the keys again afterwards', async () => {
  const [tag, id] = [randomUUID(), aRegistrationId()];
  await keys.remember(tag, id);
  proxy.setMode({ kind: 'silent' });
  const since = performance.now();
  for (let visitor = 0; visitor < 20; visitor += 1) {
    expect(await keys.registrationOf(tag)).toBeUndefined();
    await keys.remember(randomUUID(), aRegistrationId());
  }
  expect(performance.now() - since).toBeLessThan(900);
  proxy.clear();
  expect(await eventually('the key is known', () => keys.registrationOf(tag))).toBe(id);
});

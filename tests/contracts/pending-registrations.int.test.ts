import { afterAll, expect, it } from 'vitest';
import type { PendingChange } from '@/src/application/ports/pending-registrations';
import { createLogger } from '@/src/infrastructure/logging/logger';
import { connectRedis, connectRedisSubscriber } from '@/src/infrastructure/redis/redis-client';
import { RedisPendingChanges } from '@/src/infrastructure/redis/redis-pending-changes';
import { RedisPendingRegistrations } from '@/src/infrastructure/redis/redis-pending-registrations';
import { aPending } from '../fakes/samples';
import { eventuallyPasses } from '../harness/eventually';
import { readServices } from '../harness/product';
import { pendingRegistrationsContract } from './pending-registrations';

// A database of its own, which may be emptied.
const url = `${readServices().redis.url}/5`;
const logger = createLogger({ service: 'tests', level: 'error' });
const redis = connectRedis(url, logger);
afterAll(() => redis.disconnect());

const emptied = async () => {
  await eventuallyPasses(async () => expect(await redis.ping()).toBe('PONG'));
  await redis.flushdb();
  return new RedisPendingRegistrations(redis);
};

pendingRegistrationsContract('Redis', emptied);

it('announces who was admitted and who was decided', async () => {
  const pending = await emptied();
  const changes: PendingChange[] = [];
  const subscriber = connectRedisSubscriber(url, logger);
  const stop = new RedisPendingChanges(subscriber, logger).subscribe((change) => changes.push(change));
  await eventuallyPasses(async () => expect(changes).toContainEqual({ type: 'lagging' }));

  const { id, ...rest } = aPending();
  await pending.admit([{ id, ...rest }]);
  await pending.remove(id, 'rejected');
  await eventuallyPasses(async () =>
    expect(changes.filter(({ type }) => type !== 'lagging')).toEqual([
      { type: 'admitted', registrationId: id },
      { type: 'decided', registrationId: id, outcome: 'rejected' },
    ]),
  );
  stop();
  subscriber.disconnect();
});

it('keeps every key under one hash tag, and none but the tombstone once decided', async () => {
  const pending = await emptied();
  const registration = aPending();
  await pending.admit([registration]);
  for (const key of await redis.keys('*')) expect(key).toMatch(/^\{portaria\}:/);
  await pending.remove(registration.id, 'approved');
  expect(await redis.keys('*')).toEqual([`{portaria}:decided:${registration.id}`]);
});

it('refuses an admission for want of memory without having written anything', async () => {
  const pending = await emptied();
  const registration = aPending();
  await redis.config('SET', 'maxmemory', '1');
  try {
    await expect(pending.admit([registration])).rejects.toThrow(/OOM/);
  } finally {
    await redis.config('SET', 'maxmemory', '0');
  }
  expect(await redis.keys('*')).toEqual([]);
});

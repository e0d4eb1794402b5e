import { once } from 'node:events';
import type { Redis } from 'ioredis';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { aPending } from '@/tests/fakes/samples';
import { eventually } from '@/tests/harness/eventually';
import { readServices } from '@/tests/harness/product';
import { createLogger } from '../logging/logger';
import { isOutage } from '../retry/is-outage';
import { connectRedis } from './redis-client';
import { RedisPendingRegistrations } from './redis-pending-registrations';

const url = `${readServices().redis.url}/6`;
const logger = createLogger({ service: 'tests', level: 'fatal' });
const redis = connectRedis(url, logger);
const operator = connectRedis(url, logger);
const pending = new RedisPendingRegistrations(redis);
const ready = async (client: Redis): Promise<void> => {
  if (client.status !== 'ready') await once(client, 'ready');
};

const writable = async (): Promise<void> => {
  await operator.config('SET', 'min-replicas-to-write', '0');
  await operator.config('SET', 'maxmemory', '0');
  await operator.replicaof('NO', 'ONE');
};
beforeAll(async () => {
  await Promise.all([ready(redis), ready(operator)]);
  await operator.flushdb();
});
afterEach(writable);
afterAll(() => {
  redis.disconnect();
  operator.disconnect();
});

const refusals: [string, () => Promise<unknown>][] = [
  ['without its replicas', () => operator.config('SET', 'min-replicas-to-write', '1')],
  ['that is a replica itself', () => operator.replicaof('127.0.0.1', 1)],
  ['that is full', () => operator.config('SET', 'maxmemory', '1')],
];

describe.each(refusals)('a Redis %s', (_how, refuse) => {
  it('is an outage for whoever admits, is read all the same, and takes it when it is whole again', async () => {
    const [listed, next] = [aPending(), aPending()];
    await pending.admit([listed]);
    await refuse();
    const failure = await pending.admit([next]).catch((error: unknown) => error);
    expect(isOutage(failure)).toBe(true);
    // Also while the connection is changed for a new one, which the refusal may have asked for.
    const read = await pending.list({ order: 'oldest', limit: 200 });
    expect(read.items.map(({ id }) => id)).toContain(listed.id);
    await writable();
    const [admission] = await eventually('it is admitted', () => pending.admit([next]));
    expect(admission).toEqual({ kind: 'admitted' });
  });
});

it('lets go of who was decided while its memory is full', async () => {
  const decided = aPending();
  await pending.admit([decided]);
  await operator.config('SET', 'maxmemory', '1');
  await pending.remove(decided.id, 'approved');
  expect(await pending.find(decided.id)).toBeUndefined();
});

it('is connected to again where it has become a replica, for another may stand at its address now', async () => {
  const first = await redis.client('ID');
  await operator.replicaof('127.0.0.1', 1);
  const failures: unknown[] = [];
  await eventually('another connection', async () => {
    await pending.remove(aPending().id, 'approved').catch(() => undefined);
    await pending.count().catch((error: unknown) => failures.push(error));
    return (await redis.client('ID')) !== first;
  });
  expect(failures).toEqual([]);
});

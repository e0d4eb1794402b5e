import { once } from 'node:events';
import { expect, it } from 'vitest';
import type { PendingChange } from '@/src/application/ports/pending-registrations';
import { eventually } from '@/tests/harness/eventually';
import { readServices } from '@/tests/harness/product';
import { createLogger } from '../logging/logger';
import { KEYS } from './keys';
import { connectRedis, connectRedisSubscriber } from './redis-client';
import { RedisPendingChanges } from './redis-pending-changes';

const { url } = readServices().redis;
const logger = createLogger({ service: 'tests', level: 'fatal' });

it('hears the changes, and goes on after whatever else was published', async () => {
  const subscriber = connectRedisSubscriber(url, logger);
  const publisher = connectRedis(url, logger);
  if (publisher.status !== 'ready') await once(publisher, 'ready');
  const heard: PendingChange[] = [];
  new RedisPendingChanges(subscriber, logger).subscribe((change) => heard.push(change));
  const change = { type: 'admitted', registrationId: 'r-1' };
  await eventually('it listens', async () => {
    for (const message of ['not JSON', '{', 'null', '{"type":"other"}', JSON.stringify(change)])
      await publisher.publish(KEYS.changes, message);
    return heard.some(({ type }) => type === 'admitted');
  });
  expect(heard.filter(({ type }) => type !== 'lagging')).toContainEqual(change);
  subscriber.disconnect();
  publisher.disconnect();
});

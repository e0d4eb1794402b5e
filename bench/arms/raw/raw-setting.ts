import type { Client } from '@elastic/elasticsearch';
import type { Redis } from 'ioredis';
import { createIndex } from '@/src/infrastructure/elasticsearch/registrations-index';
import { kafkaClient, type StoreAddresses, withStoreClients } from '@/tests/invariants/store-clients';

/** What one run of the raw hops calls its own, on the servers of the product. */
export type RawPlace = { topic: string; queue: string; index: string; redisPrefix: string };

/** The batches of the product, for every hop. */
export const LARGEST_BATCH = 500;
const PARTITIONS = 4;

export const rawPlace = (name: string): RawPlace => ({
  topic: `raw-${name}`,
  queue: `raw-${name}`,
  index: `raw-${name}`,
  redisPrefix: `{raw-${name}}`,
});

/** The topic and the index with the durability and the mappings of the product's own. */
export const createRawPlace = async (addresses: StoreAddresses, place: RawPlace): Promise<void> => {
  const admin = kafkaClient(addresses).admin();
  await admin.connect();
  const configEntries = [{ name: 'flush.messages', value: '1' }];
  const topics = [{ topic: place.topic, numPartitions: PARTITIONS, replicationFactor: 1, configEntries }];
  await admin.createTopics({ topics, waitForLeaders: true });
  await admin.disconnect();
  await withStoreClients(addresses, ({ elasticsearch }) => createIndex(elasticsearch, place.index));
};

/** Leaves nothing behind but an empty queue. */
export const dropRawPlace = async (addresses: StoreAddresses, place: RawPlace): Promise<void> => {
  const admin = kafkaClient(addresses).admin();
  await admin.connect();
  await admin.deleteTopics({ topics: [place.topic] });
  await admin.disconnect();
  await withStoreClients(addresses, async ({ elasticsearch, redis }) => {
    await dropIndex(elasticsearch, place.index);
    await dropKeys(redis, place.redisPrefix);
  });
};

const dropIndex = async (client: Client, index: string): Promise<void> => {
  await client.indices.delete({ index }, { ignore: [404] });
};

const dropKeys = async (redis: Redis, prefix: string): Promise<void> => {
  const found = redis.scanStream({ match: `${prefix}:*`, count: 1_000 }) as AsyncIterable<string[]>;
  for await (const keys of found) if (keys.length > 0) await redis.unlink(...keys);
};

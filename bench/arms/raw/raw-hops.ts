import { randomUUID } from 'node:crypto';
import type { Redis } from 'ioredis';
import type { Admin } from 'kafkajs';
import { startChild } from '../../processes/child';
import type { Bench } from '../../run/bench';
import { fillLog } from '../fill-log';
import { createRawPlace, dropRawPlace, rawPlace, type RawPlace } from './raw-setting';

type Hop = 'orchestrate' | 'consume';

/** A place of the raw hops with so many sign-ups in its topic, for `work`; nothing of it stays. */
export const withRawBacklog = async <T>(
  { product }: Bench,
  count: number,
  work: (place: RawPlace) => Promise<T>,
): Promise<T> => {
  const addresses = product.inUse;
  const place = rawPlace(randomUUID());
  await createRawPlace(addresses, place);
  try {
    await fillLog({ addresses, topic: place.topic, count });
    return await work(place);
  } finally {
    await dropRawPlace(addresses, place);
  }
};

/** Runs hops, each in a process of its own, while `work` watches them. */
export const withRawHops = async <T>(
  { product, signal }: Bench,
  { place, hops }: { place: RawPlace; hops: readonly Hop[] },
  work: () => Promise<T>,
): Promise<T> => {
  const job = { addresses: product.inUse, place };
  const children = hops.map((hop) => startChild<void>(`bench/arms/raw/${hop}.ts`, job, { signal }));
  try {
    await Promise.all(children.map(({ answer }) => answer));
    return await work();
  } finally {
    await Promise.all(children.map(({ stop }) => stop()));
  }
};

/** How many have come to the end of the raw hops. */
export const rawArrivals = (redis: Redis, { redisPrefix }: RawPlace): Promise<number> =>
  redis.zcard(`${redisPrefix}:list`);

/** How many the first hop is done with: those whose offset is committed. */
export const rawCommitted = async (admin: Admin, { topic }: RawPlace): Promise<number> => {
  const [answer] = await admin.fetchOffsets({ groupId: topic, topics: [topic] });
  return (answer?.partitions ?? []).reduce((sum, { offset }) => sum + Math.max(0, Number(offset)), 0);
};

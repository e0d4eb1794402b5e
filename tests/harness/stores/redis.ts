import type { Stores } from './stores';

/** Everything in Redis, key by key, as text: whoever is not in here has left no trace in it. */
const redisContents = async ({ redis }: Stores): Promise<Map<string, string>> => {
  const contents = new Map<string, string>();
  for await (const keys of redis.scanStream({ count: 500 }) as AsyncIterable<string[]>) {
    for (const key of keys) contents.set(key, await textOf(redis, key));
  }
  return contents;
};

/** The keys whose name or value holds the text. */
export const redisKeysWith = async (stores: Stores, text: string): Promise<string[]> =>
  [...(await redisContents(stores))]
    .filter(([key, value]) => `${key} ${value}`.includes(text))
    .map(([key]) => key);

/** Takes a pending registration out of Redis without a trace, as a lost store would. */
export const losePending = async ({ redis }: Stores, id: string): Promise<void> => {
  const entry = `{portaria}:pending:${id}`;
  const [position, email] = await redis.hmget(entry, 'position', 'email');
  await redis.zrem('{portaria}:pending', position ?? '');
  await redis.hdel('{portaria}:pending:emails', email ?? '');
  await redis.del(entry);
};

const textOf = async (redis: Stores['redis'], key: string): Promise<string> => {
  switch (await redis.type(key)) {
    case 'string':
      return (await redis.get(key)) ?? '';
    case 'hash':
      return JSON.stringify(await redis.hgetall(key));
    case 'zset':
      return (await redis.zrange(key, '0', '-1')).join('\n');
    case 'set':
      return (await redis.smembers(key)).join('\n');
    case 'list':
      return (await redis.lrange(key, 0, -1)).join('\n');
    default:
      return '';
  }
};

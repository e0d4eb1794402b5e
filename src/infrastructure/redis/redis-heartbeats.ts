import type { Redis } from 'ioredis';
import { z } from 'zod';
import type { Heartbeats } from '@/src/application/ports/health';
import { jsonIn } from '../json/json-in';
import { KEYS } from './keys';

const BEAT_LASTS_SECONDS = 15;

const problem = z.object({
  component: z.string(),
  store: z.string(),
  detail: z.string(),
  standsStill: z.boolean().optional(),
});
// A process of an earlier version beats without problems, and must not make the report of this one fail.
const beat = z.object({ problems: z.array(problem).default([]) });
type Beat = z.infer<typeof beat>;

/** A key for each process that ends by itself, and an index of them by time. */
export class RedisHeartbeats implements Heartbeats {
  constructor(private readonly redis: Redis) {}

  async beat(
    worker: string,
    instance: string,
    { problems }: Parameters<Heartbeats['beat']>[2],
  ): Promise<void> {
    const now = Date.now();
    await this.redis
      .multi()
      .set(KEYS.beat(worker, instance), JSON.stringify({ problems }), 'EX', BEAT_LASTS_SECONDS)
      .zadd(KEYS.beats(worker), now, instance)
      .zremrangebyscore(KEYS.beats(worker), '-inf', String(now - BEAT_LASTS_SECONDS * 1_000))
      .exec();
  }

  async end(worker: string, instance: string): Promise<void> {
    await this.redis.multi().del(KEYS.beat(worker, instance)).zrem(KEYS.beats(worker), instance).exec();
  }

  async alive(worker: string): Promise<Beat[]> {
    const instances = await this.redis.zrange(KEYS.beats(worker), '0', '-1');
    const beats = await Promise.all(instances.map((instance) => this.redis.get(KEYS.beat(worker, instance))));
    return beats.filter((json) => json !== null).flatMap((json) => beat.safeParse(jsonIn(json)).data ?? []);
  }
}

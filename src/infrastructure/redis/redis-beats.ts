import type { Redis } from 'ioredis';
import { z } from 'zod';
import { KEYS } from './keys';

const BEAT_LASTS_SECONDS = 15;

const beat = z.object({ troubles: z.record(z.string(), z.string()) });
type Beat = z.infer<typeof beat>;

/** The heartbeats of the workers: a key that dies with its process, with what the process has trouble with. */
export class RedisBeats {
  constructor(private readonly redis: Redis) {}

  /** To be repeated well within 15 s. */
  async beat(worker: string, instance: string, { troubles }: Beat): Promise<void> {
    const now = Date.now();
    await this.redis
      .multi()
      .set(KEYS.beat(worker, instance), JSON.stringify({ troubles }), 'EX', BEAT_LASTS_SECONDS)
      .zadd(KEYS.beats(worker), now, instance)
      .zremrangebyscore(KEYS.beats(worker), '-inf', String(now - BEAT_LASTS_SECONDS * 1_000))
      .exec();
  }

  /** Ends the heartbeat at once, as a clean stop should. */
  async end(worker: string, instance: string): Promise<void> {
    await this.redis.multi().del(KEYS.beat(worker, instance)).zrem(KEYS.beats(worker), instance).exec();
  }

  /** The processes of this worker that beat, with their troubles. */
  async alive(worker: string): Promise<Beat[]> {
    const instances = await this.redis.zrange(KEYS.beats(worker), '0', '-1');
    const beats = await Promise.all(instances.map((instance) => this.redis.get(KEYS.beat(worker, instance))));
    return beats.filter((json) => json !== null).map((json) => beat.parse(JSON.parse(json)));
  }
}

import { createHash } from 'node:crypto';
import type { Redis } from 'ioredis';
import { RateLimiterMemory, RateLimiterRedis, RateLimiterRes } from 'rate-limiter-flexible';
import type { Allowance, RateLimit, RateLimits } from '@/src/application/ports/rate-limits';
import type { Logger } from '../logging/logger';
import { KEYS } from './keys';

/** So long is a Redis that failed not asked again: one that hangs costs each request its whole command timeout. */
const REST_MS = 5_000;

const FREE: Allowance = { ok: true, taken: 0 };

type Limiter = RateLimiterRedis | RateLimiterMemory;
type Limiters = { shared: RateLimiterRedis; own: RateLimiterMemory };

/** Rate limits counted in Redis for all processes; while it is away, hangs or refuses to write, each process counts alone. */
export class RedisRateLimits<Name extends string> implements RateLimits<Name> {
  readonly #limiters = new Map<Name, Limiters>();
  #restUntilMs = 0;

  constructor(
    private readonly redis: Redis,
    private readonly limits: Record<Name, RateLimit>,
    private readonly logger: Logger,
  ) {
    const named = Object.entries<RateLimit>(limits) as [Name, RateLimit][];
    for (const [name, { points, seconds }] of named) {
      const options = { points, duration: seconds, keyPrefix: KEYS.limit(name) };
      if (points > 0)
        this.#limiters.set(name, {
          shared: new RateLimiterRedis({
            ...options,
            storeClient: redis,
            // Whoever goes on after being refused costs Redis nothing.
            inMemoryBlockOnConsumed: points + 1,
          }),
          own: new RateLimiterMemory(options),
        });
    }
  }

  take(name: Name, key: string): Promise<Allowance> {
    return this.#ask(name, FREE, (limiter) => allowanceOf(limiter.consume(digest(key))));
  }

  peek(name: Name, key: string): Promise<Allowance> {
    const { points } = this.limits[name];
    return this.#ask(name, FREE, async (limiter) => {
      const counted = await limiter.get(digest(key));
      if (counted && counted.consumedPoints >= points) return refusalOf(counted);
      return { ok: true, taken: counted?.consumedPoints ?? 0 };
    });
  }

  forget(name: Name, key: string): Promise<void> {
    return this.#ask(name, undefined, async (limiter) => void (await limiter.delete(digest(key))));
  }

  /** Asks Redis, or this process's own count where Redis failed a moment ago or fails now. */
  async #ask<T>(name: Name, withoutLimit: T, ask: (limiter: Limiter) => Promise<T>): Promise<T> {
    const limiters = this.#limiters.get(name);
    if (!limiters) return withoutLimit;
    if (this.redis.status === 'ready' && Date.now() >= this.#restUntilMs) {
      try {
        return await ask(limiters.shared);
      } catch (error) {
        this.#restUntilMs = Date.now() + REST_MS;
        this.logger.warn({ err: error, limit: name }, 'rate limits are counted by this process alone');
      }
    }
    return ask(limiters.own);
  }
}

/** A refusal is a rejection with the library's result; any other rejection is a failure of Redis. */
const allowanceOf = async (consumption: Promise<RateLimiterRes>): Promise<Allowance> => {
  try {
    const { consumedPoints } = await consumption;
    return { ok: true, taken: consumedPoints };
  } catch (error) {
    if (error instanceof RateLimiterRes) return refusalOf(error);
    throw error;
  }
};

const refusalOf = ({ msBeforeNext }: RateLimiterRes): Allowance => ({
  ok: false,
  retryAfterSeconds: Math.max(1, Math.ceil(msBeforeNext / 1_000)),
});

/** Keys of one length, in which no address of anybody can be read at a glance. */
const digest = (key: string): string => createHash('sha256').update(key).digest('base64url').slice(0, 22);

import type { Redis } from 'ioredis';
import type { BadEnds, Company, DeliveryAttempts } from '@/src/application/ports/delivery-attempts';
import { KEYS } from './keys';
import { LIFE_LASTS_SECONDS, type RedisProcessLives } from './redis-process-lives';

const FAULTS = 'faults-';

/**
 * A hash for each message that was delivered again: who works on it, and how often that failed. Whoever is named there and
 * died was in the middle of the work.
 */
export class RedisDeliveryAttempts implements DeliveryAttempts {
  constructor(
    private readonly redis: Redis,
    private readonly lives: RedisProcessLives,
  ) {}

  async badEnds(messageIds: readonly string[]): Promise<BadEnds[]> {
    const hashes = await Promise.all(messageIds.map((id) => this.#fieldsOf(id)));
    const workers = new Set(hashes.flatMap((fields) => Object.keys(fields).filter(isWorker)));
    const dead = workers.size > 0 ? await this.lives.dead([...workers]) : new Set<string>();
    return hashes.map((fields) => badEndsIn(fields, dead));
  }

  async begin(messageIds: readonly string[], company: Company): Promise<void> {
    await this.lives.beat();
    await this.#each(messageIds, (key) => [
      this.redis.hset(key, this.lives.instance, company),
      this.redis.expire(key, LIFE_LASTS_SECONDS),
    ]);
  }

  async takeBack(messageIds: readonly string[]): Promise<void> {
    await this.#each(messageIds, (key) => [this.redis.hdel(key, this.lives.instance)]);
  }

  async failed(messageIds: readonly string[], company: Company): Promise<void> {
    await this.#each(messageIds, (key) => [
      this.redis.hdel(key, this.lives.instance),
      this.redis.hincrby(key, `${FAULTS}${company}`, 1),
      this.redis.expire(key, LIFE_LASTS_SECONDS),
    ]);
  }

  async settle(messageIds: readonly string[]): Promise<void> {
    await this.#each(messageIds, (key) => [this.redis.del(key)]);
  }

  async #each(messageIds: readonly string[], write: (key: string) => Promise<unknown>[]): Promise<void> {
    await Promise.all(messageIds.flatMap((id) => write(KEYS.attempts(id))));
  }

  /** What is no hash is not ours, and must not stand in the way of what is. */
  async #fieldsOf(messageId: string): Promise<Record<string, string>> {
    const key = KEYS.attempts(messageId);
    try {
      return await this.redis.hgetall(key);
    } catch (error) {
      if (!String(error).includes('WRONGTYPE')) throw error;
      await this.redis.del(key);
      return {};
    }
  }
}

const isWorker = (field: string): boolean => !field.startsWith(FAULTS);

const badEndsIn = (fields: Record<string, string>, dead: ReadonlySet<string>): BadEnds => {
  const diedIn = (company: Company): number =>
    Object.entries(fields).filter(([field, value]) => value === company && dead.has(field)).length;
  const count = (company: Company): number => Number(fields[`${FAULTS}${company}`] ?? 0) + diedIn(company);
  return { together: count('together'), alone: count('alone') };
};

import type { Redis } from 'ioredis';
import type { DeliveryAttempts } from '@/src/application/ports/delivery-attempts';
import { KEYS } from './keys';

/** A count nobody settled is forgotten after a day. */
const KEEP_SECONDS = 24 * 60 * 60;

/** A counter for each message that was delivered again. */
export class RedisDeliveryAttempts implements DeliveryAttempts {
  constructor(private readonly redis: Redis) {}

  async counts(messageIds: readonly string[]): Promise<number[]> {
    const counts = await Promise.all(messageIds.map((id) => this.redis.get(KEYS.attempts(id))));
    return counts.map(Number);
  }

  async begin(messageIds: readonly string[]): Promise<void> {
    const begun = messageIds.map(async (id) => {
      await this.redis.multi().incr(KEYS.attempts(id)).expire(KEYS.attempts(id), KEEP_SECONDS).exec();
    });
    await Promise.all(begun);
  }

  async settle(messageIds: readonly string[]): Promise<void> {
    await Promise.all(messageIds.map((id) => this.redis.del(KEYS.attempts(id))));
  }
}

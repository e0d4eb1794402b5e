import type { Redis } from 'ioredis';
import { KEYS } from './keys';

const A_WEEK_S = 7 * 24 * 60 * 60;

/**
 * Tells at one look, whatever the size of the list, whether a part of it is gone: the list and the claims have one member for
 * each entry, and no entry has an end, as nearly everything else has that we keep. Keys without an end that are not ours are
 * counted when all is well, and from then on a change in number is a reason to compare.
 */
export class PendingNumbers {
  constructor(private readonly redis: Redis) {}

  /** False also where it was never well so far. */
  async fit(): Promise<boolean> {
    const { listed, claims, others, known } = await this.#read();
    return listed === claims && known !== null && Number(known) === others;
  }

  /** Takes the numbers of now for those of a whole list. */
  async remember(): Promise<void> {
    const { others } = await this.#read();
    await this.redis.set(KEYS.others, others, 'EX', A_WEEK_S);
  }

  async #read() {
    const answers = await this.redis
      .multi()
      .zcard(KEYS.queue)
      .hlen(KEYS.emails)
      .info('keyspace')
      .get(KEYS.others)
      .exec();
    // What is of another type has no number, and fits nothing.
    const [listed, claims, keyspace, known] = (answers ?? []).map(([error, value]) =>
      error ? Number.NaN : value,
    ) as [number, number, string, string | null];
    const parts = [listed, claims].filter((members) => members > 0).length;
    const others = withoutEnd(keyspace, this.redis.options.db ?? 0) - listed - parts;
    return { listed, claims, others, known };
  }
}

/** How many keys of a database never expire, by the answer to INFO: `db0:keys=12,expires=3,avg_ttl=0`. */
const withoutEnd = (keyspace: string, database: number): number => {
  const [, keys, expires] = new RegExp(`^db${database}:keys=(\\d+),expires=(\\d+)`, 'm').exec(keyspace) ?? [];
  return Number(keys ?? 0) - Number(expires ?? 0);
};

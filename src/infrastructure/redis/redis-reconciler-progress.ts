import type { Redis } from 'ioredis';
import { z } from 'zod';
import type { Reconciled, ReconcilerProgress } from '@/src/application/ports/reconciler-progress';
import { KEYS } from './keys';

/** Longer than the reconciler ever goes without looking at everything. */
const A_WEEK_S = 7 * 24 * 60 * 60;

const reconciled = z.object({
  record: z.string(),
  writes: z.coerce.number().int(),
  decidedUntil: z.coerce.date(),
  wholeAt: z.coerce.date(),
});

/** The reconciler's progress beside the pending list, as a hash. */
export class RedisReconcilerProgress implements ReconcilerProgress {
  constructor(private readonly redis: Redis) {}

  /** Undefined also where it cannot be read: everything is looked at then. */
  async read(): Promise<Reconciled | undefined> {
    return reconciled.safeParse(await this.redis.hgetall(KEYS.reconciled)).data;
  }

  async save({ record, writes, decidedUntil, wholeAt }: Reconciled): Promise<void> {
    const fields = {
      record,
      writes,
      decidedUntil: decidedUntil.toISOString(),
      wholeAt: wholeAt.toISOString(),
    };
    await this.redis.multi().hset(KEYS.reconciled, fields).expire(KEYS.reconciled, A_WEEK_S).exec();
  }
}

import type { Allowance, RateLimits } from '@/src/application/ports/rate-limits';

const RETRY_AFTER_SECONDS = 600;

/** Rate limits by their contract, whose windows never end. What has no number has no limit. */
export class InMemoryRateLimits<Name extends string> implements RateLimits<Name> {
  readonly #taken = new Map<string, number>();

  constructor(private readonly points: Partial<Record<Name, number>> = {}) {}

  async take(name: Name, key: string): Promise<Allowance> {
    const allowance = await this.peek(name, key);
    this.#taken.set(`${name} ${key}`, (this.#taken.get(`${name} ${key}`) ?? 0) + 1);
    return allowance;
  }

  async peek(name: Name, key: string): Promise<Allowance> {
    const taken = this.#taken.get(`${name} ${key}`) ?? 0;
    return taken < (this.points[name] ?? Infinity)
      ? { ok: true, taken: taken + 1 }
      : { ok: false, retryAfterSeconds: RETRY_AFTER_SECONDS };
  }

  async forget(name: Name, key: string): Promise<void> {
    this.#taken.delete(`${name} ${key}`);
  }
}

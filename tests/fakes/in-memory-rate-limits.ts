import type { Allowance, RateLimits } from '@/src/application/ports/rate-limits';

const REFUSAL: Allowance = { ok: false, retryAfterSeconds: 600 };

/** Rate limits by their contract, whose windows never end. What has no number has no limit. */
export class InMemoryRateLimits<Name extends string> implements RateLimits<Name> {
  readonly #taken = new Map<string, number>();

  constructor(private readonly points: Partial<Record<Name, number>> = {}) {}

  async take(name: Name, key: string): Promise<Allowance> {
    const taken = this.#count(name, key) + 1;
    this.#taken.set(`${name} ${key}`, taken);
    return taken <= this.#pointsOf(name) ? { ok: true, taken } : REFUSAL;
  }

  async peek(name: Name, key: string): Promise<Allowance> {
    const taken = this.#count(name, key);
    return taken < this.#pointsOf(name) ? { ok: true, taken } : REFUSAL;
  }

  async forget(name: Name, key: string): Promise<void> {
    this.#taken.delete(`${name} ${key}`);
  }

  #count(name: Name, key: string): number {
    return this.#taken.get(`${name} ${key}`) ?? 0;
  }

  #pointsOf(name: Name): number {
    return this.points[name] ?? Infinity;
  }
}

/** How often something may happen: `points` times in any `seconds`; 0 points mean that there is no limit. */
export type RateLimit = { points: number; seconds: number };

/** `taken` counts those in the window at hand; `retryAfterSeconds`, at least 1, is how long to wait before the next one. */
export type Allowance = { ok: true; taken: number } | { ok: false; retryAfterSeconds: number };

/**
 * How often a key (a network, an e-mail key, an id) may do something. A key may have any length and is not kept in the
 * clear. No call rejects or waits longer than 1 s: while the shared store is away, each process counts for itself.
 */
export type RateLimits<Name extends string> = {
  /** Counts one more against the limit, and tells whether it may pass. */
  take(name: Name, key: string): Promise<Allowance>;
  /** Tells whether one more would pass, without counting it. */
  peek(name: Name, key: string): Promise<Allowance>;
  /** Begins anew for this key. */
  forget(name: Name, key: string): Promise<void>;
};

/**
 * How often the work on a message was begun and neither succeeded nor failed: a message that ends its process leaves
 * nothing but this count. The caller writes it before the work and settles it after it, or as soon as a store has
 * failed, since the process has outlived the work then. Each call rejects within 1 s where the store is away.
 */
export type DeliveryAttempts = {
  /** In the order of the ids; 0 for one that was never begun or is settled. A count is forgotten after a day. */
  counts(messageIds: readonly string[]): Promise<number[]>;
  /** Adds one to each. */
  begin(messageIds: readonly string[]): Promise<void>;
  /** Sets each to 0. */
  settle(messageIds: readonly string[]): Promise<void>;
};

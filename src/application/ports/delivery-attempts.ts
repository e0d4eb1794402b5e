/**
 * How often the work on a message ended badly. `together`: with others, any of which may be to blame. `alone`: nobody
 * else can be.
 */
export type BadEnds = { together: number; alone: number };

export type Company = keyof BadEnds;

/**
 * What becomes of the work on messages that were delivered before. Only two things count against a message: that the
 * process ended in the middle of the work without a goodbye, and that the work failed for no fault of a store. Where it
 * cannot be told, nothing counts. Each call rejects within 1 s where the store is away.
 */
export type DeliveryAttempts = {
  /** In the order of the ids. A bad end is forgotten after a day. */
  badEnds(messageIds: readonly string[]): Promise<BadEnds[]>;
  /** This process works on them from now on: if it dies now, that counts. */
  begin(messageIds: readonly string[], company: Company): Promise<void>;
  /** This process no longer works on them and has outlived it, done or not: nothing is added. */
  takeBack(messageIds: readonly string[]): Promise<void>;
  /** The work failed in a way that no store explains: counts like the end of the process. */
  failed(messageIds: readonly string[], company: Company): Promise<void>;
  /** The work is done: whatever counted is forgotten. */
  settle(messageIds: readonly string[]): Promise<void>;
};

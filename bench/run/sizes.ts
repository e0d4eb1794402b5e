/** How much is measured, for how long and how often. */
export type Sizes = {
  repeats: number;
  connections: number;
  warmUpMs: number;
  loadMs: number;
  /** How many wait in the log before the workers start. */
  backlog: number;
  /** The same for the raw hops one after the other. */
  serialBacklog: number;
  /** Shares of the peak at which the open loop runs. */
  loadShares: number[];
  singleDecisions: number;
  bulkDecisions: number;
  /** So many pending, one after the other. */
  pendingSizes: number[];
  requestsAtSize: number;
  idleMs: number;
  soakMinutes: number;
};

export const FULL: Sizes = {
  repeats: 3,
  connections: 64,
  warmUpMs: 3_000,
  loadMs: 10_000,
  backlog: 100_000,
  serialBacklog: 20_000,
  loadShares: [0.3, 0.7, 0.9],
  singleDecisions: 300,
  bulkDecisions: 500,
  pendingSizes: [10_000, 100_000, 1_000_000],
  requestsAtSize: 300,
  idleMs: 30_000,
  soakMinutes: 60,
};

/**
 * A few rows in two minutes, for `npm test`: enough to see that a ratio has fallen to half of its target. What is not part of
 * it can be asked for by name, to see that it works.
 */
export const QUICK: Sizes = {
  ...FULL,
  repeats: 2,
  warmUpMs: 1_000,
  loadMs: 2_000,
  backlog: 5_000,
  serialBacklog: 5_000,
  loadShares: [0.7],
  singleDecisions: 100,
  pendingSizes: [1_000, 2_000],
  requestsAtSize: 50,
  idleMs: 5_000,
  soakMinutes: 1,
};

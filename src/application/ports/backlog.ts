/** What waits for a reviewer, on the pending list or on the way to it. */
export type Backlog = {
  /**
   * How many wait, as of the last seconds and as far as the stores that answer know: at least so many. Undefined while
   * none of them does. Never rejects, and waits at most 1 s.
   */
  waiting(): Promise<number | undefined>;
};

import { setTimeout as sleep } from 'node:timers/promises';

/** What follows that soon was waiting already; after a longer pause there is no load. */
const PAUSE_MS = 50;

/** So many in a row without a pause are a load: two rounds over four partitions. */
const ROW = 8;

/** Each batch costs its stores a transaction, a bulk and a commit. With as many messages as these, that is little for each. */
const ENOUGH = 100;

const LINGER_MS = 40;

/**
 * Waits after small batches under load, so that the next one is larger. A batch is what came during the one before: fast
 * stores make small ones, which cost all processors more for each message. What comes alone is not held up.
 */
export class Linger {
  #endedAtMs = -Infinity;
  #inARow = 0;

  constructor(
    private readonly nowMs: () => number = () => performance.now(),
    private readonly wait: (ms: number) => Promise<unknown> = sleep,
  ) {}

  /** To be called as a batch begins. */
  begin(): void {
    this.#inARow = this.nowMs() - this.#endedAtMs < PAUSE_MS ? this.#inARow + 1 : 0;
  }

  /** To be called when it is done, with its size: resolves when the next one may be fetched. */
  async end(size: number): Promise<void> {
    if (this.#inARow >= ROW && size < ENOUGH) await this.wait(LINGER_MS);
    this.#endedAtMs = this.nowMs();
  }
}

import { setTimeout as sleep } from 'node:timers/promises';

/** What follows that soon was waiting already; after a longer pause there is no load. */
const PAUSE_MS = 50;

/** So many in a row without a pause are a load: a round over all partitions, and one more. */
const ROW = 8;

/** Each batch costs its stores a transaction, a bulk and a commit. With as many messages as these, that is little for each. */
const ENOUGH = 100;

const WAIT_MS = 40;

/**
 * Lets small batches wait for company. Under load a batch is as large as what came during the one before, so fast stores
 * make small batches, which cost all processors more for each message than they save in time. What comes alone is not held up.
 */
export class Company {
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
    if (this.#inARow >= ROW && size < ENOUGH) await this.wait(WAIT_MS);
    this.#endedAtMs = this.nowMs();
  }
}

import type { Backlog } from '@/src/application/ports/backlog';
import { withTimeout } from '../async/with-timeout';

const FRESH_MS = 5_000;
/** Sign-ups come far between then; the first of them asks anew. */
const KNOWN_MS = 60_000;
const DEADLINE_MS = 1_000;

/** One place where registrations wait, and how many. */
export type BacklogCount = () => Promise<number>;

/** The sum of what waits in some places, asked every five seconds at most and behind the back of whoever asks. */
export class CountedBacklog implements Backlog {
  #known: { waiting: number | undefined; atMs: number } | undefined;
  #asking: Promise<void> | undefined;

  constructor(
    private readonly counts: readonly BacklogCount[],
    private readonly nowMs: () => number = Date.now,
  ) {}

  async waiting(): Promise<number | undefined> {
    const ageMs = this.#known ? this.nowMs() - this.#known.atMs : Infinity;
    if (ageMs >= FRESH_MS) this.#asking ??= this.#ask().finally(() => (this.#asking = undefined));
    if (ageMs >= KNOWN_MS) await this.#asking;
    return this.#known?.waiting;
  }

  async #ask(): Promise<void> {
    const answers = await Promise.allSettled(this.counts.map((count) => withTimeout(DEADLINE_MS, count())));
    const known = answers.filter((answer) => answer.status === 'fulfilled').map(({ value }) => value);
    const waiting = known.length > 0 ? known.reduce((sum, count) => sum + count, 0) : undefined;
    this.#known = { waiting, atMs: this.nowMs() };
  }
}

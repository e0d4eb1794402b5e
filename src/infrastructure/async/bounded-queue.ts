/** Work that is done a few pieces at a time, while a few more may wait; what is too much is turned away at once. */
export class BoundedQueue {
  readonly #waiting: (() => void)[] = [];
  #running = 0;

  constructor(private readonly limits: { atOnce: number; waiting: number }) {}

  /** Does the work when its turn comes; answers undefined, without doing it, where the line is full. */
  async run<T>(work: () => Promise<T>): Promise<T | undefined> {
    if (this.#running >= this.limits.atOnce) {
      if (this.#waiting.length >= this.limits.waiting) return undefined;
      // Whoever is done hands its place over, so nobody who comes now can take it first.
      await new Promise<void>((resolve) => this.#waiting.push(resolve));
    } else {
      this.#running += 1;
    }
    try {
      return await work();
    } finally {
      const next = this.#waiting.shift();
      if (next) next();
      else this.#running -= 1;
    }
  }
}

/** Which stores refuse at the moment, for the readiness report of a process. */
export class StoreHealth {
  readonly #troubles = new Map<string, string>();

  failed(hop: string, error: unknown): void {
    this.#troubles.set(hop, error instanceof Error ? error.message : String(error));
  }

  recovered(hop: string): void {
    this.#troubles.delete(hop);
  }

  /** The stores that refuse, each with what it said last; empty where all is well. */
  get troubles(): Record<string, string> {
    return Object.fromEntries(this.#troubles);
  }
}

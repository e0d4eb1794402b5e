/** What happened so far, for the progress line and the table at the end. */
export class Tally {
  unknown = 0;
  /** Poison messages that a broker has acknowledged, by the mark they carry. */
  readonly poison: string[] = [];
  /** Ids of requests that were sent again with the same key and got another id. */
  readonly contradictions: string[] = [];
  readonly acceptedAfterMs: number[] = [];
  readonly answers = new Map<string, number>();
  decided = 0;
  /** How many of those while faults went on. */
  decidedUnderFaults = 0;
  bothWays = 0;

  accepted(afterMs: number): void {
    this.acceptedAfterMs.push(afterMs);
  }

  /** `status` is undefined where no answer came. */
  answered(what: 'sign-up' | 'decision' | 'list', status: number | undefined): void {
    const name = `${what} ${status ?? 'no answer'}`;
    this.answers.set(name, (this.answers.get(name) ?? 0) + 1);
  }
}

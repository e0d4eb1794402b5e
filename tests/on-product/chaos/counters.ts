import type { FaultRunner } from './faults/fault-runner';

const EVERY_MS = 10_000;

/** What happened so far, for the progress line and the table at the end. */
export class Counters {
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

  /** `status` is undefined where no answer came. */
  answered(what: 'sign-up' | 'decision' | 'list', status: number | undefined): void {
    const name = `${what} ${status ?? 'no answer'}`;
    this.answers.set(name, (this.answers.get(name) ?? 0) + 1);
  }
}

type Progress = {
  counters: Counters;
  faults: FaultRunner;
  durationMs: number;
  say: (line: string) => void;
};

/** Says a line now and then that tells how far the run is and what is broken at the moment. */
export const reportProgress = ({ counters, faults, durationMs, say }: Progress): { stop: () => void } => {
  const since = performance.now();
  const report = (): void => {
    const done = Object.values(faults.counts).reduce((sum, { done: one }) => sum + one, 0);
    const now = [...faults.active].join(', ') || 'nothing';
    say(
      `${clock(performance.now() - since)} of ${clock(durationMs)}  ${counters.acceptedAfterMs.length} accepted, ` +
        `${counters.unknown} gave up, ${counters.decided} decided, ${done} faults; at the moment: ${now}`,
    );
  };
  const timer = setInterval(report, EVERY_MS);
  return { stop: () => clearInterval(timer) };
};

const clock = (ms: number): string => {
  const seconds = Math.round(ms / 1_000);
  return `${String(Math.floor(seconds / 60)).padStart(2, '0')}:${String(seconds % 60).padStart(2, '0')}`;
};

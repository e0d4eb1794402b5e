import type { FaultRunner } from './faults/fault-runner';
import type { Tally } from './counters';

const EVERY_MS = 10_000;

type Progress = {
  tally: Tally;
  runner: FaultRunner;
  durationMs: number;
  say: (line: string) => void;
};

/** A line now and then that says how far it is and what is broken at the moment. */
export const tellProgressOf = ({ tally, runner, durationMs, say }: Progress): { stop: () => void } => {
  const since = performance.now();
  const tell = (): void => {
    const done = Object.values(runner.counts).reduce((sum, { done: one }) => sum + one, 0);
    const now = [...runner.active].join(', ') || 'nothing';
    say(
      `${clock(performance.now() - since)} of ${clock(durationMs)}  ${tally.acceptedAfterMs.length} accepted, ` +
        `${tally.unknown} gave up, ${tally.decided} decided, ${done} faults; at the moment: ${now}`,
    );
  };
  const timer = setInterval(tell, EVERY_MS);
  return { stop: () => clearInterval(timer) };
};

const clock = (ms: number): string => {
  const seconds = Math.round(ms / 1_000);
  return `${String(Math.floor(seconds / 60)).padStart(2, '0')}:${String(seconds % 60).padStart(2, '0')}`;
};

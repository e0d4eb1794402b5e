import type { Tally } from './simulation';

const WIDTH = 30;
const PIPE_INTERVAL_MS = 5_000;
const TERMINAL_INTERVAL_MS = 100;

/** Draws a bar in place on a terminal, and a plain line now and then in a pipe. */
export const progressBar = (count: number): { update: (tally: Tally) => void; finish: () => void } => {
  const isTerminal = process.stdout.isTTY === true;
  let drawnAt = 0;
  const update = (tally: Tally): void => {
    const isLast = tally.arrived.length === count;
    if (!isLast && Date.now() - drawnAt < (isTerminal ? TERMINAL_INTERVAL_MS : PIPE_INTERVAL_MS)) return;
    drawnAt = Date.now();
    const text = `${barOf(tally, count)} ${tally.sent}/${count} sent, ${tally.arrived.length} in review`;
    process.stdout.write(isTerminal ? `\r\u001B[K${text}` : `${text}\n`);
  };
  return { update, finish: () => void (isTerminal && process.stdout.write('\n')) };
};

/** Full blocks have arrived, light ones are under way. */
const barOf = ({ arrived, sent }: Tally, count: number): string => {
  const full = Math.floor((arrived.length / count) * WIDTH);
  const light = Math.floor((sent / count) * WIDTH) - full;
  return (
    '█'.repeat(full) +
    '▒'.repeat(Math.max(0, light)) +
    '·'.repeat(Math.max(0, WIDTH - full - Math.max(0, light)))
  );
};

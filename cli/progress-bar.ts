const WIDTH = 30;
const PIPE_INTERVAL_MS = 5_000;
const TERMINAL_INTERVAL_MS = 100;

export type ProgressBar = { update: (done: number, total?: number) => void; end: () => void };

/**
 * Draws a bar in place on a terminal, and a plain line now and then in a pipe, on standard error. Where nobody knows the
 * total, it only counts.
 */
export const progressBar = (title: string, knownTotal?: number): ProgressBar => {
  const isTerminal = process.stderr.isTTY === true;
  let drawnAt = 0;
  const update = (done: number, total = knownTotal): void => {
    const pauseMs = isTerminal ? TERMINAL_INTERVAL_MS : PIPE_INTERVAL_MS;
    if (done !== total && Date.now() - drawnAt < pauseMs) return;
    drawnAt = Date.now();
    const text = total === undefined ? `${title} ${done}` : `${barOf(done, total)} ${title} ${done}/${total}`;
    process.stderr.write(isTerminal ? `\r\u001B[K${text}` : `${text}\n`);
  };
  return { update, end: () => void (isTerminal && process.stderr.write('\n')) };
};

const barOf = (done: number, total: number): string => {
  const full = total === 0 ? WIDTH : Math.floor((done / total) * WIDTH);
  return '█'.repeat(full) + '·'.repeat(WIDTH - full);
};

/** Runs one step under a title and tells how it went; failures pass through. */
export type OnStep = <T>(title: string, work: () => Promise<T>) => Promise<T>;

/** What the launcher says to the person at the keyboard: a line for each step, and news in between. */
export type StepReporter = { onStep: OnStep; say: (line: string) => void };

type Output = { write: (text: string) => unknown; isTTY?: boolean };

/** Plain lines for a pipe; in a terminal the titles of the running steps stand below them and count their seconds. */
export const reportSteps = (output: Output = process.stdout): StepReporter => {
  const running = new Map<symbol, { title: string; since: number }>();
  let shown = 0;

  const redraw = (finishedLine?: string): void => {
    if (output.isTTY && shown > 0) output.write(`\u001B[${shown}A\u001B[J`);
    if (finishedLine !== undefined) output.write(`${finishedLine}\n`);
    if (!output.isTTY) return;
    for (const { title, since } of running.values()) output.write(`  … ${title} ${seconds(since)}\n`);
    shown = running.size;
  };

  const onStep: OnStep = async (title, work) => {
    const step = Symbol(title);
    const since = performance.now();
    running.set(step, { title, since });
    redraw();
    const clock = output.isTTY ? setInterval(() => redraw(), 500) : undefined;
    let mark = '✗';
    try {
      const result = await work();
      mark = '✓';
      return result;
    } finally {
      clearInterval(clock);
      running.delete(step);
      redraw(`${mark} ${title} … ${seconds(since)}`);
    }
  };
  return { onStep, say: (line) => redraw(line) };
};

/** Seconds since a moment of `performance.now()`, as people read them. */
export const seconds = (since: number): string => `${((performance.now() - since) / 1_000).toFixed(1)} s`;

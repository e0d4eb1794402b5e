import type { Teller } from './progress';
import type { Supervised } from './supervise';

/** Stops a program with a line for it; says so when it had to be killed. Nothing is said of one that was down. */
export const stopSupervised = async (program: Supervised, { onStep, say }: Teller): Promise<void> => {
  if (program.pid === undefined) {
    await program.stop();
    return;
  }
  const how = await onStep(`Stopping ${program.title}`, () => program.stop());
  if (how === 'killed') say(`! ${program.title} did not stop in time and was killed`);
};

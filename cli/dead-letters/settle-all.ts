import type { DeadLetter } from '@/src/application/ports/dead-letters';

/** `kept`: redriven too often; `gone`: somebody else was faster. */
export type Settled = 'done' | 'kept' | 'gone';

export type Tally = Record<Settled | 'failed', number> & { firstFailure?: string };

type Settling = {
  deadLetters: readonly DeadLetter[];
  settle: (deadLetter: DeadLetter) => Promise<Settled>;
  onProgress: (done: number) => void;
};

/** Settles one deadLetter after the other. One that fails stays on the list and holds nobody back. */
export const settleAll = async ({ deadLetters, settle, onProgress }: Settling): Promise<Tally> => {
  const tally: Tally = { done: 0, kept: 0, gone: 0, failed: 0 };
  for (const [index, deadLetter] of deadLetters.entries()) {
    try {
      tally[await settle(deadLetter)] += 1;
    } catch (error) {
      tally.failed += 1;
      tally.firstFailure ??= error instanceof Error ? error.message : String(error);
    }
    onProgress(index + 1);
  }
  return tally;
};

/** What became of them, in one line. `verb`: redriven, discarded. */
export const sentenceOf = (verb: string, { done, kept, gone, failed, firstFailure }: Tally): string =>
  [
    `${done} ${verb}`,
    kept > 0 && `${kept} kept, because they were redriven too often: discard them, or mend what refuses them`,
    gone > 0 && `${gone} gone meanwhile`,
    failed > 0 && `${failed} failed and are still there (${firstFailure})`,
  ]
    .filter(Boolean)
    .join('; ') + '.';

import { waitMsAfter } from '../retry/retry';
import type { OutboxBell } from './outbox-bell';

type Options = {
  bell: OutboxBell;
  /** Ends the work; the bell has to be stopped as well. */
  signal: AbortSignal;
  /** For what the bell did not tell, as behind a pooler that gives each transaction another connection. */
  lookEveryMs: number;
  /** Answers whether there may be more to do at once. */
  work: () => Promise<boolean>;
  /** `failures`: how often it had failed in a row before. */
  onFailed: (error: unknown, failures: number) => void;
};

/** Works as long as there is something to do, and again when the bell rings; with back-off while it fails. */
export const workWhenRung = async ({ bell, signal, lookEveryMs, work, onFailed }: Options): Promise<void> => {
  for (let failures = 0; !signal.aborted;) {
    try {
      const rung = bell.rung;
      const isMore = await work();
      failures = 0;
      if (!isMore) await bell.wait(lookEveryMs, rung);
    } catch (error) {
      if (signal.aborted) return;
      onFailed(error, failures);
      await bell.pause(waitMsAfter(failures));
      failures += 1;
    }
  }
};

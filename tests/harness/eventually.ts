import { setTimeout as sleep } from 'node:timers/promises';

const PAUSE_MS = 50;

type Ask<T> = () => Promise<T | undefined | false> | T | undefined | false;
type Poll = { deadlineMs: number; pauseMs?: number };

/** Asks again until the answer is neither undefined nor false, and gives it; undefined past the deadline. */
export const poll = async <T>(
  ask: Ask<T>,
  { deadlineMs, pauseMs = PAUSE_MS }: Poll,
): Promise<T | undefined> => {
  const deadline = performance.now() + deadlineMs;
  do {
    const answer = await ask();
    if (answer !== undefined && answer !== false) return answer;
    await sleep(pauseMs);
  } while (performance.now() < deadline);
  return undefined;
};

/**
 * The same where an answer must come and an error counts as none. Fails after `deadlineMs` with what was waited for and
 * the last error.
 */
export const eventually = async <T>(
  what: string,
  ask: Ask<T>,
  timing: number | Poll = 20_000,
): Promise<T> => {
  const { deadlineMs, ...pause } = typeof timing === 'number' ? { deadlineMs: timing } : timing;
  let lastError: unknown;
  const answer = await poll<T>(
    async () => {
      try {
        const current = await ask();
        lastError = undefined;
        return current;
      } catch (error) {
        lastError = error;
        return undefined;
      }
    },
    { deadlineMs, ...pause },
  );
  if (answer !== undefined) return answer;
  throw new Error(`This did not happen within ${deadlineMs / 1_000} s: ${what}`, { cause: lastError });
};

/** Repeats the assertions until they hold, and fails with the last one that did not. */
export const eventuallyPasses = async (
  assert: () => Promise<unknown>,
  deadlineMs?: number,
): Promise<void> => {
  const passes = async (): Promise<true> => {
    await assert();
    return true;
  };
  await eventually('the assertions hold', passes, deadlineMs);
};

import { setTimeout as wait } from 'node:timers/promises';

const PAUSE_MS = 50;

/**
 * Asks again until the answer is neither undefined nor false, and gives it. Fails after `deadlineMs` with what was
 * waited for and the last error.
 */
export const eventually = async <T>(
  what: string,
  ask: () => Promise<T | undefined | false> | T | undefined | false,
  deadlineMs = 20_000,
): Promise<T> => {
  const deadline = Date.now() + deadlineMs;
  let lastError: unknown;
  do {
    try {
      const answer = await ask();
      if (answer !== undefined && answer !== false) return answer;
      lastError = undefined;
    } catch (error) {
      lastError = error;
    }
    await wait(PAUSE_MS);
  } while (Date.now() < deadline);
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

type Works<T extends unknown[]> = { [Index in keyof T]: (signal: AbortSignal) => Promise<T[Index]> };

/**
 * Does several pieces of work at once and answers what each answers. Where one fails the others are told to end by their
 * signal, as they are where `signal` aborts; rejects with the first failure, once all have come to their end.
 */
export const sideBySide = async <T extends unknown[]>(works: Works<T>, signal?: AbortSignal): Promise<T> => {
  const failed = new AbortController();
  const together = signal ? AbortSignal.any([signal, failed.signal]) : failed.signal;
  const outcomes = await Promise.allSettled(
    works.map(async (work) => {
      try {
        return await work(together);
      } catch (error) {
        failed.abort(error);
        throw error;
      }
    }),
  );
  if (failed.signal.aborted) throw failed.signal.reason;
  return outcomes.map((outcome) => (outcome as PromiseFulfilledResult<unknown>).value) as T;
};

import type { PortName, Retry } from '@/src/application/ports/retry';

/** No retry at all: a store that fails makes the test's use case fail at once. */
export const failAtOnce: Retry = (_port, work) => work();

/** Retries at once, at most `tries` times, and writes down which port failed. */
export const retryAtOnce =
  (failed: PortName[], mostTries = 5): Retry =>
  async (port, work) => {
    for (let tries = 1; ; tries++) {
      try {
        return await work();
      } catch (error) {
        failed.push(port);
        if (tries === mostTries) throw error;
      }
    }
  };

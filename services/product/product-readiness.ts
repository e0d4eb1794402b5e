import { setTimeout as sleep } from 'node:timers/promises';
import { z } from 'zod';
import { LaunchError, messageOf } from '../terminal/launch-error';

const READY_TIMEOUT_MS = 60_000;

/**
 * Waits until the product itself says that all five servers answer and both workers beat.
 *
 * @throws LaunchError with what its last answer says is missing.
 */
export const untilProductIsReady = async (url: string, signal?: AbortSignal): Promise<void> => {
  const deadline = performance.now() + READY_TIMEOUT_MS;
  for (;;) {
    signal?.throwIfAborted();
    const missing = await whatIsMissing(`${url}/api/health/ready`);
    if (missing === undefined) return;
    if (performance.now() > deadline) {
      throw new LaunchError(`Portaria is not ready after ${READY_TIMEOUT_MS / 1_000} s: ${missing}`);
    }
    await sleep(200);
  }
};

const whatIsMissing = async (address: string): Promise<string | undefined> => {
  try {
    const reply = await fetch(address, { signal: AbortSignal.timeout(5_000) });
    const body = await reply.text();
    return reply.status === 200 ? undefined : missingParts(reply.status, body);
  } catch (error) {
    return `${address} does not answer (${messageOf(error)})`;
  }
};

const health = z.object({ failing: z.array(z.string()).min(1) });

/** The names in the answer of /api/health/ready, else the answer as it is. */
export const missingParts = (status: number, body: string): string => {
  const parts = z.preprocess(parseJson, health).safeParse(body).data?.failing;
  return parts
    ? `${parts.join(', ')} not ready.`
    : `the health check answers ${status} ${body.slice(0, 300)}`;
};

const parseJson = (text: unknown): unknown => {
  try {
    return JSON.parse(String(text));
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
};

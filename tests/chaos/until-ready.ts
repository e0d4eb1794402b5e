import { setTimeout as sleep } from 'node:timers/promises';
import type { WebClient } from './web-client';

const WITHIN_MS = 90_000;
const TIMES_IN_A_ROW = 4;

/** Waits until both web processes say that all servers answer and both workers beat; throws with what they say last. */
export const untilReady = async (web: WebClient): Promise<void> => {
  const deadline = performance.now() + WITHIN_MS;
  for (let row = 0; row < TIMES_IN_A_ROW;) {
    const answer = await web.send('/api/health/ready');
    row = answer?.status === 200 ? row + 1 : 0;
    if (performance.now() > deadline) throw new Error(`Not ready in time: ${JSON.stringify(answer?.body)}`);
    await sleep(200);
  }
};

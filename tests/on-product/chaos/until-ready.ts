import { setTimeout as sleep } from 'node:timers/promises';
import type { WebClient } from '../../harness/web-client';

const WITHIN_MS = 90_000;
const TIMES_IN_A_ROW = 4;

/** Waits until the web processes say that all servers answer and both workers beat; throws with what they say last. */
export const untilReady = (web: WebClient): Promise<void> => untilFine(web, '/api/health/ready');

/** Waits until the web processes answer at all. */
export const untilLive = (web: WebClient): Promise<void> => untilFine(web, '/api/health/live');

/** They are asked in turn, so several answers in a row come from each of them. */
const untilFine = async (web: WebClient, path: string): Promise<void> => {
  const deadline = performance.now() + WITHIN_MS;
  for (let row = 0; row < TIMES_IN_A_ROW;) {
    const answer = await web.send(path);
    row = answer?.status === 200 ? row + 1 : 0;
    if (performance.now() > deadline)
      throw new Error(`${path} is not fine in time: ${JSON.stringify(answer?.body)}`);
    await sleep(200);
  }
};

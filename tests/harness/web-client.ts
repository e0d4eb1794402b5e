import { withTimeout } from '@/src/infrastructure/async/with-timeout';
import { eventually } from './eventually';
import { productUrl } from './product';

/** How a test speaks to the web. `send` rejects where no answer came, so that nobody knows what was done. */
export type WebClient = { send: (path: string, init?: RequestInit) => Promise<Response> };

/** The web at an address, without a slash at its end. No answer within `answerWithinMs` counts as none. */
export const webAt = (url: string, answerWithinMs?: number): WebClient => ({
  send: (path, init) => {
    const signal = answerWithinMs === undefined ? undefined : AbortSignal.timeout(answerWithinMs);
    return fetch(`${url}${path}`, { redirect: 'manual', signal, ...init });
  },
});

/** The web of the product under test, wherever it is at the moment. */
export const productWeb: WebClient = {
  send: (path, init) => webAt(productUrl()).send(path, init),
};

/** A little more than the five seconds in which the product promises an answer. */
const ANSWER_WITHIN_MS = 6_000;

/** Several web processes on loopback ports, asked in turn, as a load balancer without health checks would. */
export const webOnPorts = (ports: readonly number[]): WebClient => {
  let turn = 0;
  return {
    send: (path, init = {}) => {
      const port = ports[turn++ % ports.length];
      return withTimeout(ANSWER_WITHIN_MS, wholeAnswer(`http://127.0.0.1:${port}${path}`, init));
    },
  };
};

/**
 * An answer that was read to its end, so that one which is cut off in the middle counts as none. The signal frees the
 * socket; on it alone one in some thousand requests to a dying process was never settled.
 */
const wholeAnswer = async (url: string, init: RequestInit): Promise<Response> => {
  const signal = AbortSignal.timeout(ANSWER_WITHIN_MS);
  const response = await fetch(url, { redirect: 'manual', signal, ...init });
  const { status, headers } = response;
  const text = await response.text();
  // A status such as 204 may have no body, not even an empty one.
  return new Response(text === '' ? null : text, { status, headers });
};

/** The answer, or undefined where none came. */
export const answerOrNone = (sent: Promise<Response>): Promise<Response | undefined> =>
  sent.catch(() => undefined);

/** The JSON of an answer; undefined where it is none. */
export const jsonOrNone = <T>(response: Response): Promise<T | undefined> =>
  (response.json() as Promise<T>).catch(() => undefined);

const HEALTH_PAUSE_MS = 200;

type Health = { timesInARow?: number; deadlineMs?: number };

/**
 * Waits until the web says that all servers answer and both workers beat. Where several processes are asked in turn, a
 * number of answers in a row comes from each of them.
 */
export const untilReady = (web: WebClient = productWeb, health?: Health): Promise<void> =>
  untilHealthy('ready', web, health);

/** Waits until the web answers at all. */
export const untilLive = (web: WebClient = productWeb, health?: Health): Promise<void> =>
  untilHealthy('live', web, health);

const untilHealthy = async (
  what: 'ready' | 'live',
  web: WebClient,
  { timesInARow = 1, deadlineMs = 60_000 }: Health = {},
): Promise<void> => {
  let inARow = 0;
  const isHealthy = async (): Promise<boolean> => {
    const response = await web.send(`/api/health/${what}`).catch((error: unknown) => {
      inARow = 0;
      throw error;
    });
    inARow = response.status === 200 ? inARow + 1 : 0;
    if (inARow === 0) throw new Error(await response.text());
    return inARow >= timesInARow;
  };
  await eventually(`the web says it is ${what}`, isHealthy, { deadlineMs, pauseMs: HEALTH_PAUSE_MS });
};

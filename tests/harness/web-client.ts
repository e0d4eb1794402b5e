import type { Member } from '../on-product/chaos/processes';
import { withTimeout } from '@/src/infrastructure/async/with-timeout';

/** A little more than the five seconds in which the product promises an answer. */
const ANSWER_WITHIN_MS = 6_000;

export type Answer = { status: number; body: unknown; headers: Headers };

/** Speaks to the web processes in turn, as a load balancer without health checks would. */
export class WebClient {
  #turn = 0;

  constructor(private readonly members: readonly Pick<Member, 'port'>[]) {}

  /** The answer of whichever process is next; undefined where none came, so that nobody knows what was done. */
  async send(path: string, init: RequestInit = {}): Promise<Answer | undefined> {
    const { port } = this.members[this.#turn++ % this.members.length]!;
    try {
      return await withTimeout(ANSWER_WITHIN_MS, ask(`http://127.0.0.1:${port}${path}`, init));
    } catch {
      // Refused, reset, too late, or cut off in the middle of the answer.
      return undefined;
    }
  }
}

/** The signal frees the socket; on it alone one in some thousand requests to a dying process was never settled. */
const ask = async (url: string, init: RequestInit): Promise<Answer> => {
  const signal = AbortSignal.timeout(ANSWER_WITHIN_MS);
  const response = await fetch(url, { redirect: 'manual', signal, ...init });
  const text = await response.text();
  return { status: response.status, body: parsed(text), headers: response.headers };
};

const parsed = (text: string): unknown => {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
};

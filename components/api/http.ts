import type { Problem } from '@/src/application/contracts/problem';
import { noteSession } from './session-ended';

const REVIEW = '/api/review/';

/** No answer, an answer that is not ours, or a status that the caller did not expect. */
export class Unreachable extends Error {
  constructor(
    readonly status?: number,
    readonly retryAfterS?: number,
  ) {
    super(status ? `The server answered ${status}` : 'The server did not answer');
    this.name = 'Unreachable';
  }
}

/**
 * Calls our own API.
 * @param init as for fetch; `timeoutMs` is how long to wait for the answer.
 * @returns any answer, whatever its status. @throws {Unreachable} when nothing answers in time.
 */
export const request = async (path: string, init: RequestInit & { timeoutMs: number }): Promise<Response> => {
  const { timeoutMs, signal, ...rest } = init;
  const deadline = AbortSignal.timeout(timeoutMs);
  const response = await answered(
    fetch(path, { ...rest, signal: signal ? AbortSignal.any([signal, deadline]) : deadline }),
  );
  if (path.startsWith(REVIEW)) noteSession(response.status);
  return response;
};

const answered = async (response: Promise<Response>): Promise<Response> => {
  try {
    return await response;
  } catch {
    throw new Unreachable();
  }
};

/** What `request` needs to send an object as JSON. */
export const postJson = (body: object, headers: Record<string, string> = {}): RequestInit => ({
  method: 'POST',
  headers: { 'content-type': 'application/json', ...headers },
  body: JSON.stringify(body),
});

/** Reads the JSON body of an answer. @throws {Unreachable} where a proxy answered with something else. */
export const readJson = async <T>(response: Response): Promise<T> => {
  try {
    return (await response.json()) as T;
  } catch {
    throw new Unreachable(response.status);
  }
};

/** Reads the problem document of an error, or an empty one where the error does not come from our API. */
export const readProblem = async (response: Response): Promise<Partial<Problem>> => {
  if (!response.headers.get('content-type')?.includes('json')) return {};
  return readJson<Partial<Problem>>(response);
};

/** The Retry-After of an answer in seconds, where it has one. */
export const retryAfterOf = (response: Response): number | undefined => {
  const retryAfterS = Number.parseInt(response.headers.get('retry-after') ?? '', 10);
  return Number.isFinite(retryAfterS) ? retryAfterS : undefined;
};

/** Turns an unexpected answer into the error to throw, with its Retry-After in seconds where it has one. */
export const unexpected = (response: Response): Unreachable =>
  new Unreachable(response.status, retryAfterOf(response));

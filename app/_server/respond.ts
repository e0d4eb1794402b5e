import 'server-only';
import type { Problem } from '@/src/application/contracts/problem';
import { isOutage } from '@/src/infrastructure/retry/is-outage';
import { web } from './composition';
import type { ApiRequest } from './edge/direct';

const OUTAGE_RETRY_AFTER_SECONDS = 5;

type ProblemDetails = Omit<Problem, 'type' | 'instance'> & { headers?: Record<string, string> };

/** An answer as a problem document (RFC 9457). `type` stays `about:blank`: the status and title say what kind it is. */
export const problem = ({ headers, ...details }: ProblemDetails): Response =>
  Response.json({ type: 'about:blank', ...details } satisfies Problem, {
    status: details.status,
    headers: { 'content-type': 'application/problem+json', 'cache-control': 'no-store', ...headers },
  });

export const json = (body: unknown, status = 200): Response =>
  Response.json(body, { status, headers: { 'cache-control': 'no-store' } });

export const notFound = (detail = 'There is nothing at this address.'): Response =>
  problem({ status: 404, title: 'Not found', detail });

type Handler<Asked, Context> = (request: Asked, context: Context) => Promise<Response>;

/** Turns what a handler throws into a problem document: 503 for an outage, which passes, and 500 for a fault of ours. */
export const handler =
  <Context = unknown, Asked extends ApiRequest = Request>(
    handle: Handler<Asked, Context>,
  ): Handler<Asked, Context> =>
  async (request, context) => {
    try {
      return await handle(request, context);
    } catch (error) {
      const outage = isOutage(error);
      const { method } = request;
      const { pathname } = new URL(request.url);
      web().logger[outage ? 'warn' : 'error']({ err: error, method, pathname }, 'the request failed');
      return outage ? unavailable() : problem({ status: 500, title: 'Something went wrong on our side' });
    }
  };

export const unavailable = (retryAfterSeconds = OUTAGE_RETRY_AFTER_SECONDS): Response =>
  problem({
    status: 503,
    title: 'Not available at the moment',
    detail: 'A part of the system does not answer. It is safe to send the same request again.',
    headers: { 'retry-after': String(retryAfterSeconds) },
  });

/** 429, RFC 6585: with what was too much, and how long to wait. */
export const tooMany = ({ retryAfterSeconds, ...details }: TooMany): Response =>
  problem({
    status: 429,
    title: 'Too many requests',
    ...details,
    headers: { 'retry-after': String(retryAfterSeconds) },
  });

type TooMany = { retryAfterSeconds: number; detail: string; code?: Problem['code'] };

type Method = 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
type Refusals<Allowed extends Method> = Record<Exclude<Method, Allowed>, () => Promise<Response>>;

/** The handlers of all methods that a path does not offer, by name: 405 with those that it does. */
export const refuseOthers = <Allowed extends Method>(...allowed: Allowed[]): Refusals<Allowed> => {
  const refuse = async (): Promise<Response> =>
    problem({ status: 405, title: 'Method not allowed', headers: { allow: allowed.join(', ') } });
  const all: Record<Method, () => Promise<Response>> = {
    GET: refuse,
    POST: refuse,
    PUT: refuse,
    PATCH: refuse,
    DELETE: refuse,
  };
  return all;
};

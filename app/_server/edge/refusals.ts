import type { IncomingMessage } from 'node:http';
import type { Refusal } from './problem';
import { LONGEST_TARGET_BYTES, type Target } from './request-target';

export const MOST_HEADER_BYTES = 16 * 1024;
const MOST_HEADERS = 100;

const API_METHODS = 'GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS';
const PAGE_METHODS = 'GET, HEAD, POST, OPTIONS';

export const isApi = (path: string): boolean => path === '/api' || path.startsWith('/api/');

/** Why a request is not looked at any further, or undefined. Each check is cheap; the first that fails is told. */
export const refusalOf = (request: IncomingMessage, target: Target | undefined): Refusal | undefined => {
  const { method = '', url = '', headers, rawHeaders, httpVersion } = request;
  if (rawHeaders.length / 2 > MOST_HEADERS) return TOO_MANY_HEADERS;
  if (url.length > LONGEST_TARGET_BYTES) return TARGET_TOO_LONG;
  if (headers.host === undefined && httpVersion === '1.1') return badRequest('The Host header is missing.');
  if (!target) return badRequest('The address cannot be read.');
  const allowed = isApi(target.path) ? API_METHODS : PAGE_METHODS;
  return allowed.split(', ').includes(method) ? undefined : methodNotAllowed(allowed);
};

/** The methods for the answer to an OPTIONS request that no handler looks at: of the whole server (`*`), or of a page. */
export const offeredMethods = ({ method, url }: IncomingMessage, target?: Target): string | undefined => {
  if (method !== 'OPTIONS') return undefined;
  if (url === '*') return API_METHODS;
  return target && !isApi(target.path) ? PAGE_METHODS : undefined;
};

/** Where a form that was sent before its page had loaded leads to: that page (POST, then GET). */
export const pageOfForm = ({ method }: IncomingMessage, target?: Target): string | undefined =>
  method === 'POST' && target && !isApi(target.path) ? target.url.replace(/^\/+/, '/') : undefined;

const badRequest = (detail: string): Refusal => ({ status: 400, title: 'Bad request', detail });

export const methodNotAllowed = (allowed: string): Refusal => ({
  status: 405,
  title: 'Method not allowed',
  headers: { allow: allowed },
});

export const bodyTooLarge = (maxBytes: number): Refusal => ({
  status: 413,
  title: 'The request is too large',
  detail: `The body may hold ${maxBytes} bytes.`,
});

const TARGET_TOO_LONG: Refusal = {
  status: 414,
  title: 'The address is too long',
  detail: `It may hold ${LONGEST_TARGET_BYTES} bytes.`,
};

export const EXPECTATION_FAILED: Refusal = { status: 417, title: 'Expectation failed' };

const TOO_MANY_HEADERS: Refusal = {
  status: 431,
  title: 'The headers are too large',
  detail: `A request may have ${MOST_HEADERS} headers of ${MOST_HEADER_BYTES} bytes together.`,
};

export const STOPPING: Refusal = {
  status: 503,
  title: 'Not available at the moment',
  detail: 'The server is stopping. It is safe to send the same request again.',
  headers: { 'retry-after': '2' },
};

/** What to say of a request that could not be read at all (the error is of node's `clientError`). */
export const unreadable = (error: { code?: string; rawPacket?: Buffer }): Refusal => {
  switch (error.code) {
    case 'HPE_HEADER_OVERFLOW':
      return startsWithLongTarget(error.rawPacket) ? TARGET_TOO_LONG : TOO_MANY_HEADERS;
    case 'ERR_HTTP_REQUEST_TIMEOUT':
      return { status: 408, title: 'The request took too long' };
    case 'HPE_CHUNK_EXTENSIONS_OVERFLOW':
      return { status: 413, title: 'The request is too large' };
    default:
      return badRequest('The request is not HTTP.');
  }
};

const startsWithLongTarget = (packet?: Buffer): boolean =>
  new RegExp(`^[A-Z]+ \\S{${LONGEST_TARGET_BYTES}}`).test(
    packet?.toString('latin1', 0, 2 * LONGEST_TARGET_BYTES) ?? '',
  );

import type { IncomingMessage, ServerResponse } from 'node:http';
import { LIMITS } from '@/src/application/contracts/registration-rules';
import { toCookieNames } from '../cookie-names';
import { type Belief, replaceClaims } from './believe';
import { answerDirectly, type DirectHandlers } from './direct';
import { dropFrameworkHeaders } from './framework-headers';
import { keepKnownCookies } from './known-cookies';
import { answerProblem, answerProblemAndClose, type Refusal } from './problem';
import {
  bodyTooLarge,
  EXPECTATION_FAILED,
  offeredMethods,
  pageOfForm,
  refusalOf,
  STOPPING,
} from './refusals';
import { announcesTooMuch, hasBody, readBody, withBody } from './request-body';
import { readTarget, type Target } from './request-target';
import {
  contentSecurityPolicy,
  newNonce,
  NONCE_HEADER,
  securityHeaders,
  type Site,
} from './security-headers';

export type Handle = (request: IncomingMessage, response: ServerResponse) => unknown;

type Serving = { belief: Belief; site: Site; handle: Handle; directHandlers: DirectHandlers };
type Exchange = {
  request: IncomingMessage;
  response: ServerResponse;
  /** What the client waits for before it sends its body (RFC 9110, section 10.1.1). */
  expectation: 'none' | 'continue' | 'other';
};

const NO_BODY = Buffer.alloc(0);
const AUTH_BODY_BYTES = 8 * 1024;
const MOST_LANGUAGES_BYTES = 512;

const mostBodyBytes = ({ path }: Target): number =>
  path.startsWith('/api/auth/') ? AUTH_BODY_BYTES : LIMITS.bodyBytes;

/** A stop, which refuses what is new, and its moment from which nothing that is half sent is waited for. */
type Stopping = { stopping: AbortSignal; waitedLongEnough: AbortSignal };

/** Answers requests: refuses, or reads the body, sets every header right, inwards and outwards, and hands over. */
export const serve =
  ({ belief, site, handle, directHandlers }: Serving, { stopping, waitedLongEnough }: Stopping) =>
  async (exchange: Exchange): Promise<void> => {
    const { request, response } = exchange;
    const target = readTarget(request.url ?? '');
    const nonce = newNonce();
    const policy = contentSecurityPolicy(nonce, site);
    response.setHeaders(new Headers(securityHeaders(policy, target?.path ?? '/', site)));

    const refuse = (refusal: Refusal): void => answerProblemAndClose(response, refusal);
    if (stopping.aborted) return refuse(STOPPING);
    const offered = offeredMethods(request, target);
    if (offered) return void response.writeHead(204, { allow: offered }).end();
    const refusal = refusalOf(request, target);
    // A connection whose request was understood is worth keeping, but not one with a body that nobody reads.
    if (refusal) return hasBody(request) ? refuse(refusal) : answerProblem(response, refusal);
    if (!target) return;

    const whole = await receive(exchange, {
      maxBytes: mostBodyBytes(target),
      signal: waitedLongEnough,
    });
    if (!('body' in whole)) return whole.refusal ? refuse(whole.refusal) : undefined;
    const page = pageOfForm(request, target);
    if (page && !site.development) return void response.writeHead(303, { location: page }).end();
    prepare(request, { belief, site, policy, nonce, url: target.url });
    const { body } = whole;
    const direct = directHandlers.get(`${request.method} ${target.url}`);
    try {
      if (direct) await answerDirectly(direct, { request, response, body });
      else await handle(hasBody(request) ? withBody(request, body) : request, response);
    } catch {
      if (!response.headersSent) refuse({ status: 500, title: 'Something went wrong on our side' });
      else response.destroy();
    }
  };

type Received = { body: Buffer } | { refusal?: Refusal };

const receive = async (
  { request, response, expectation }: Exchange,
  { maxBytes, signal }: { maxBytes: number; signal: AbortSignal },
): Promise<Received> => {
  if (expectation === 'other') return { refusal: EXPECTATION_FAILED };
  if (announcesTooMuch(request, maxBytes)) return { refusal: bodyTooLarge(maxBytes) };
  if (expectation === 'continue') response.writeContinue();
  if (!hasBody(request)) return { body: NO_BODY };
  const body = await readBody(request, { maxBytes, signal });
  switch (body.kind) {
    case 'whole':
      return body;
    case 'too-large':
      return { refusal: bodyTooLarge(maxBytes) };
    case 'stopped':
      return { refusal: STOPPING };
    case 'left':
      return {};
  }
};

type Prepared = { belief: Belief; site: Site; policy: string; nonce: string; url: string };

/** Leaves in the request only what may be believed and what is read behind the edge. */
const prepare = (request: IncomingMessage, { belief, site, policy, nonce, url }: Prepared): void => {
  const { headers } = request;
  request.url = url;
  for (const name of Object.keys(headers)) if (name.startsWith('x-portaria-')) delete headers[name];
  if (!site.development) dropFrameworkHeaders(headers, url);
  replaceClaims(request, belief);
  const cookie = keepKnownCookies(headers.cookie, toCookieNames(site.secure));
  if (cookie) headers.cookie = cookie;
  else delete headers.cookie;
  if ((headers['accept-language'] ?? '').length > MOST_LANGUAGES_BYTES) delete headers['accept-language'];
  delete headers.expect;
  delete headers['content-security-policy-report-only'];
  headers['content-security-policy'] = policy;
  headers[NONCE_HEADER] = nonce;
};

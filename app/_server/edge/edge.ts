import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { Server as NetServer, type Socket } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { type Belief } from './believe';
import { type ConnectionCaps, Connections } from './connections';
import type { DirectHandlers } from './direct';
import { writeProblemAndClose } from './problem';
import { methodNotAllowed, MOST_HEADER_BYTES, unreadable } from './refusals';
import { contentSecurityPolicy, newNonce, securityHeaders, type Site } from './security-headers';
import { type Handle, serve } from './serve';

/** How long a client may take for its headers, for its whole request, and may keep a connection without one. */
type Patience = { headersMs: number; requestMs: number; idleMs: number };

export type EdgeOptions = {
  belief: Belief;
  site: Site;
  caps: ConnectionCaps;
  patience: Patience;
  /** What is answered ahead of `handle`, which is Next. */
  directHandlers: DirectHandlers;
  handle: Handle;
};

export type Edge = {
  server: Server;
  /** Refuses what is new, waits for the answers that are being made, and closes every connection. */
  stop: (endStreams: () => void) => Promise<void>;
};

/** How long what was sent before the stop may be on its way to us. */
const REACH_WITHIN_MS = 200;
/** How long a request that is half sent when the stop comes may take to arrive. */
const ARRIVE_WITHIN_MS = 800;
/** Between two looks at what is still being answered. */
const STOP_PAUSE_MS = 20;
/** How long an answer that is made may take to reach its client. */
const FETCH_WITHIN_MS = 500;

/** The server that stands between the world and Next: what passes it is bounded, well-formed and tells no lies of itself. */
export const createEdge = (options: EdgeOptions): Edge => {
  const { patience, caps, site } = options;
  const server = createServer({
    maxHeaderSize: MOST_HEADER_BYTES,
    headersTimeout: patience.headersMs,
    requestTimeout: patience.requestMs,
    keepAliveTimeout: patience.idleMs,
    connectionsCheckingInterval: Math.min(1_000, patience.requestMs),
    // Said by ourselves, with the headers that every answer has.
    requireHostHeader: false,
  });
  server.maxHeadersCount = 0;
  const stopping = new AbortController();
  const connections = new Connections(server, caps, () => rawHeaders(site));
  const waitedLongEnough = new AbortController();
  const answer = serve(options, { stopping: stopping.signal, waitedLongEnough: waitedLongEnough.signal });
  const take =
    (expectation: 'none' | 'continue' | 'other') => (request: IncomingMessage, response: ServerResponse) => {
      // A connection that was refused may still deliver requests.
      if (!request.socket.writable) return;
      connections.take(response);
      void answer({ request, response, expectation });
    };
  server.on('request', take('none'));
  server.on('checkContinue', take('continue'));
  server.on('checkExpectation', take('other'));
  refuseWhatIsNoRequest(server, { connections, site });
  const stop = async (endStreams: () => void): Promise<void> => {
    // Not http's own `close`, which takes a connection for idle as soon as its answer is made, and cuts off what of it is
    // still on its way (node 20, lib/_http_server.js: `closeIdleConnections`).
    const closed = new Promise<void>((resolve) => NetServer.prototype.close.call(server, () => resolve()));
    endStreams();
    await sleep(REACH_WITHIN_MS);
    stopping.abort();
    const patience = setTimeout(() => waitedLongEnough.abort(), ARRIVE_WITHIN_MS);
    await drain(connections, endStreams);
    clearTimeout(patience);
    connections.closeAll();
    await closed;
  };
  return { server, stop };
};

const drain = async (connections: Connections, endStreams: () => void): Promise<void> => {
  do {
    // A request that was at hand may have opened another one meanwhile.
    endStreams();
    connections.closeIdle();
    await sleep(STOP_PAUSE_MS);
  } while (connections.isWorking);
  const deadline = performance.now() + FETCH_WITHIN_MS;
  while (connections.isBusy && performance.now() < deadline) await sleep(STOP_PAUSE_MS);
};

type Refusing = { connections: Connections; site: Site };

/** Answers what never becomes a request: what the parser refuses, what came too slowly, and tunnels (CONNECT). */
const refuseWhatIsNoRequest = (server: Server, { connections, site }: Refusing): void => {
  server.on('clientError', (error: Error & { code?: string; rawPacket?: Buffer }, socket) => {
    const tellable = error.code !== 'ECONNRESET' && !connections.hasBegunAnswer(socket as Socket);
    if (!tellable) return void socket.destroy();
    const { headers, ...refusal } = unreadable(error);
    writeProblemAndClose(socket as Socket, { ...refusal, headers: { ...headers, ...rawHeaders(site) } });
  });
  server.on('connect', (_request, socket) => {
    const { headers, ...refusal } = methodNotAllowed('GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS');
    writeProblemAndClose(socket as Socket, { ...refusal, headers: { ...headers, ...rawHeaders(site) } });
  });
};

const rawHeaders = (site: Site): Record<string, string> =>
  securityHeaders(contentSecurityPolicy(newNonce(), site), '/', site);

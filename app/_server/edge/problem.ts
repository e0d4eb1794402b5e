import type { ServerResponse } from 'node:http';
import type { Socket } from 'node:net';
import type { Problem } from '@/src/application/contracts/problem';

/** Why something is refused, as a problem document and its further headers. */
export type Refusal = Pick<Problem, 'status' | 'title' | 'detail'> & { headers?: Record<string, string> };

/** How long a client that still sends is listened to after it was refused, so that it reads the answer at all. */
const LINGER_MS = 500;

const toBody = ({ status, title, detail }: Refusal): string =>
  JSON.stringify({ type: 'about:blank', status, title, detail } satisfies Problem);

const headersOf = ({ headers }: Refusal, body: string): Record<string, string> => ({
  'content-type': 'application/problem+json',
  'content-length': String(Buffer.byteLength(body)),
  'cache-control': 'no-store',
  ...headers,
});

/** Answers with a problem document (RFC 9457), and keeps the connection. */
export const answerProblem = (response: ServerResponse, refusal: Refusal): void => {
  const body = toBody(refusal);
  response.writeHead(refusal.status, headersOf(refusal, body)).end(body);
};

/** Answers with a problem document and ends the connection, whose further bytes are thrown away for a moment. */
export const answerProblemAndClose = (response: ServerResponse, refusal: Refusal): void => {
  const body = toBody(refusal);
  response.writeHead(refusal.status, { ...headersOf(refusal, body), connection: 'close' });
  response.write(body);
  response.req.resume();
  setTimeout(() => response.end(), LINGER_MS).unref();
};

/** The same on a connection whose request never became one, with headers of our own choice. */
export const writeProblemAndClose = (socket: Socket, refusal: Refusal): void => {
  if (!socket.writable) return void socket.destroy();
  const body = toBody(refusal);
  const headers = { ...headersOf(refusal, body), connection: 'close' };
  const lines = Object.entries(headers).map(([name, value]) => `${name}: ${value}`);
  const head = [`HTTP/1.1 ${refusal.status} ${refusal.title}`, ...lines].join('\r\n');
  socket.end(`${head}\r\n\r\n${body}`);
  socket.on('error', () => socket.destroy());
  setTimeout(() => socket.destroy(), LINGER_MS).unref();
};

import { IncomingMessage } from 'node:http';

/** How a body was read: whole; or not, because it is too large, the client left or the server stops. */
export type Body = { kind: 'whole'; body: Buffer } | { kind: 'too-large' | 'left' | 'stopped' };

/** Whether a request says that it has a body (RFC 9112, section 6.3). */
export const hasBody = ({ headers }: IncomingMessage): boolean =>
  headers['transfer-encoding'] !== undefined || Number(headers['content-length'] ?? 0) > 0;

/** Whether the body is said to be larger than it may be. */
export const announcesTooMuch = ({ headers }: IncomingMessage, maxBytes: number): boolean =>
  Number(headers['content-length'] ?? 0) > maxBytes;

/**
 * Waits for the whole body, so that no handler ever waits for a slow client. A body of more than `maxBytes` is not kept.
 */
export const readBody = (
  request: IncomingMessage,
  { maxBytes, signal }: { maxBytes: number; signal: AbortSignal },
): Promise<Body> =>
  new Promise((resolve) => {
    const stop = () => resolve({ kind: 'stopped' });
    signal.addEventListener('abort', stop, { once: true });
    request.on('close', () => signal.removeEventListener('abort', stop));
    const chunks: Buffer[] = [];
    let sizeBytes = 0;
    request.on('data', (chunk: Buffer) => {
      sizeBytes += chunk.length;
      if (sizeBytes <= maxBytes) chunks.push(chunk);
      else resolve({ kind: 'too-large' });
    });
    request.on('end', () => resolve({ kind: 'whole', body: Buffer.concat(chunks) }));
    request.on('error', () => resolve({ kind: 'left' }));
    request.on('close', () => resolve({ kind: 'left' }));
  });

/** The same request with a body that is there already. */
export const withBody = (request: IncomingMessage, body: Buffer): IncomingMessage => {
  const copy = new IncomingMessage(request.socket);
  const { method, url, httpVersion, httpVersionMajor, httpVersionMinor } = request;
  Object.assign(copy, { method, url, httpVersion, httpVersionMajor, httpVersionMinor, complete: true });
  copy.headers = request.headers;
  copy.rawHeaders = request.rawHeaders;
  if (body.length > 0) copy.push(body);
  copy.push(null);
  return copy;
};

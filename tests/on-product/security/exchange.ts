import { Agent, request, type IncomingHttpHeaders } from 'node:http';
import { productUrl } from '../../harness/product';

/** A request as any program may send it; header values are what Node's client lets through. */
export type Sent = {
  method: string;
  path: string;
  headers: Record<string, string>;
  body: string | undefined;
};

export type Answer = { status: number; headers: IncomingHttpHeaders; body: string };

/** As much of a body as is looked at; a stream of events is left after its first bytes. */
const LOOKED_AT_BYTES = 64 * 1024;
const STREAM = 'text/event-stream';
const ANSWER_WITHIN_MS = 30_000;

const agent = new Agent({ keepAlive: true, maxSockets: 8 });

/** Sends one request and reads its answer. Rejects where none comes. */
export const exchange = async (sent: Sent): Promise<Answer> => {
  try {
    return await exchangeOnce(sent);
  } catch (error) {
    // Kept connections may be closed by either side at any time; a client tries once more then (RFC 9112, section 9.3.1).
    if ((error as NodeJS.ErrnoException).code !== 'ECONNRESET') throw error;
    return exchangeOnce(sent);
  }
};

const exchangeOnce = ({ method, path, headers, body }: Sent): Promise<Answer> =>
  new Promise((resolve, reject) => {
    const { hostname, port } = new URL(productUrl());
    const sent = request({ hostname, port, method, path, headers, agent, timeout: ANSWER_WITHIN_MS });
    sent.on('timeout', () => sent.destroy(new Error(`no answer in ${ANSWER_WITHIN_MS} ms`)));
    sent.on('error', reject);
    sent.on('response', (response) => {
      const chunks: Buffer[] = [];
      const finish = () =>
        resolve({
          status: response.statusCode ?? 0,
          headers: response.headers,
          body: Buffer.concat(chunks).toString('utf8').slice(0, LOOKED_AT_BYTES),
        });
      response.on('data', (chunk: Buffer) => {
        chunks.push(chunk);
        if (!response.headers['content-type']?.startsWith(STREAM)) return;
        finish();
        response.destroy();
      });
      response.on('end', finish);
      response.on('error', finish);
    });
    sent.end(body);
  });

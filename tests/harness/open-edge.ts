import type { IncomingMessage, ServerResponse } from 'node:http';
import { type AddressInfo, connect, type Socket } from 'node:net';
import { text } from 'node:stream/consumers';
import { afterEach } from 'vitest';
import { createEdge, type Edge, type EdgeOptions } from '@/app/_server/edge/edge';
import { answerOn } from './raw-http';

const OPTIONS: Omit<EdgeOptions, 'handle'> = {
  directHandlers: new Map(),
  belief: { publicUrl: new URL('https://portaria.example'), port: 3_000, trustedProxies: [] },
  site: { secure: true, development: false },
  caps: { maxConnections: 100, maxConnectionsPerAddress: 50, trustedProxies: [] },
  patience: { headersMs: 10_000, requestMs: 10_000, idleMs: 10_000 },
};

const opened: { edge: Edge; sockets: Socket[] }[] = [];
afterEach(async () => {
  for (const { edge, sockets } of opened.splice(0)) {
    for (const socket of sockets) socket.destroy();
    await edge.stop(() => {});
  }
});

/** Tells what arrived behind the edge. */
const echo = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
  const body = await text(request);
  const { method, url, headers } = request;
  response.end(JSON.stringify({ method, url, headers, body }));
};

type Opened = { edge: Edge; dial: () => Socket; say: (bytes: string) => Promise<string> };

/** A server of its own in front of `handle`, which tells what arrived unless another one is given. It ends with the test. */
export const openEdge = async (options: Partial<EdgeOptions> = {}): Promise<Opened> => {
  const edge = createEdge({ ...OPTIONS, handle: echo, ...options });
  await new Promise<void>((resolve) => edge.server.listen(0, '127.0.0.1', resolve));
  const sockets: Socket[] = [];
  opened.push({ edge, sockets });
  const dial = (): Socket => {
    const socket = connect((edge.server.address() as AddressInfo).port, '127.0.0.1');
    sockets.push(socket.on('error', () => {}));
    return socket;
  };
  const say = async (bytes: string): Promise<string> => {
    const socket = dial();
    socket.write(bytes);
    return answerOn(socket);
  };
  return { edge, dial, say };
};

import { createServer } from 'node:http';
import next from 'next';
import { readServerEnv } from './app/_server/env';

// The web process: Next behind a server of our own, because `next start` neither ends its event streams nor finishes
// the requests at hand when it is told to stop.
const { PORT: port, STOP_TIMEOUT_MS: stopTimeoutMs } = readServerEnv();
const dev = process.argv.includes('--dev');

type Web = { openStreams: Set<() => void>; close(): Promise<void> };
const composition = (): Web | undefined =>
  (globalThis as Record<symbol, Web | undefined>)[Symbol.for('portaria.web')];

const server = createServer();
const app = next({ dev, port, httpServer: server });
await app.prepare();
const handle = app.getRequestHandler();
server.on('request', (request, response) => void handle(request, response));
server.listen(port);

const stop = async (): Promise<void> => {
  setTimeout(() => process.exit(1), stopTimeoutMs).unref();
  const drained = new Promise<void>((resolve) => server.close(() => resolve()));
  for (const end of composition()?.openStreams ?? []) end();
  server.closeIdleConnections();
  await drained;
  await app.close();
  await composition()?.close();
  process.exit(0);
};

let stopping = false;
for (const signal of ['SIGTERM', 'SIGINT'] as const) {
  process.on(signal, () => {
    if (!stopping) void stop();
    stopping = true;
  });
}

import { createServer } from 'node:http';
import next from 'next';
import { replaceClaims } from './app/_server/edge/believe';
import { letNextAuthBelieveTheEdge, webEnv } from './app/_server/env';
import { composedWeb } from './app/_server/process-wide';
import { orExit, readEnvironment } from './src/infrastructure/environment/read-environment';
import { armRequestedFailpoint } from './src/infrastructure/failpoints/failpoint';
import { captureOutput } from './src/infrastructure/logging/capture-output';
import { createLogger } from './src/infrastructure/logging/logger';

// The web process: Next behind a server of our own, because `next start` neither ends its event streams nor finishes
// the requests at hand when it is told to stop.
// It would live on with an environment that its pages refuse, so all of it is looked at here.
const dev = process.argv.includes('--dev');
// In development Next talks to whoever develops; here every line is one of the log.
if (!dev) captureOutput(createLogger({ service: 'web', level: 'info' }));
const env = orExit(() => readEnvironment(webEnv));
orExit(() => armRequestedFailpoint(env));
const { PORT: port, STOP_TIMEOUT_MS: stopTimeoutMs } = env;
const belief = { publicUrl: env.PUBLIC_URL, port, trustedProxies: env.TRUSTED_PROXIES };
letNextAuthBelieveTheEdge();

const server = createServer();
const app = next({ dev, port, httpServer: server });
await app.prepare();
const handle = app.getRequestHandler();
server.on('request', (request, response) => {
  replaceClaims(request, belief);
  void handle(request, response);
});
server.listen(port);

const stop = async (): Promise<void> => {
  setTimeout(() => process.exit(1), stopTimeoutMs).unref();
  const drained = new Promise<void>((resolve) => server.close(() => resolve()));
  for (const end of composedWeb()?.openStreams ?? []) end();
  server.closeIdleConnections();
  await drained;
  await app.close();
  await composedWeb()?.close();
  process.exit(0);
};

let stopping = false;
for (const signal of ['SIGTERM', 'SIGINT'] as const) {
  process.on(signal, () => {
    if (!stopping) void stop();
    stopping = true;
  });
}

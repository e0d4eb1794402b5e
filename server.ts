import { createServer } from 'node:http';
import path from 'node:path';
import next from 'next';
import { openForm } from './app/_form/answer-form';
import { directHandlers } from './app/_server/direct-handlers';
import { createEdge } from './app/_server/edge/edge';
import { edgeOptions } from './app/_server/edge/edge-options';
import { letNextAuthBelieveTheEdge, webEnv } from './app/_server/env';
import { composedWeb } from './app/_server/process-wide';
import { spreadOver } from './app/_server/web-processes';
import { orExit, readEnvironment } from './src/infrastructure/environment/read-environment';
import { armRequestedFailpoint } from './src/infrastructure/failpoints/failpoint';
import { captureOutput } from './src/infrastructure/logging/capture-output';
import { createLogger } from './src/infrastructure/logging/logger';

// The web process: Next behind a server of our own, because `next start` neither ends its event streams nor finishes
// the requests at hand when it is told to stop, and believes and reads whatever a visitor sends.
// It would live on with an environment that its pages refuse, so all of it is looked at here.
const development = process.argv.includes('--dev');
// In development Next talks to whoever develops; here every line is one of the log.
const logger = createLogger({ service: 'web', level: 'info' });
if (!development) captureOutput(logger);
const env = orExit(() => readEnvironment(webEnv));
const { PORT: port, STOP_TIMEOUT_MS: stopTimeoutMs } = env;
// Next watches the sources in one process only.
await spreadOver({ count: development ? 1 : env.WEB_PROCESSES, stopTimeoutMs, logger });
orExit(() => armRequestedFailpoint(env));
letNextAuthBelieveTheEdge();

const { server, stop: closeEdge } = createEdge({
  ...edgeOptions(env, { port, development }),
  // In development a handler that was changed is Next's to load again.
  directHandlers: development ? new Map() : directHandlers(),
  handle: async (request, response) => {
    if (!(await answerForm(request, response))) await handle(request, response);
  },
});
// Next takes over every request for an upgrade on the server that it is given, and only in development does it answer them.
const app = next({ dev: development, port, httpServer: development ? server : createServer() });
await app.prepare();
const answerForm = await openForm({ folder: path.join(env.PORTARIA_DIST_DIR, 'form'), development });
const handle = app.getRequestHandler();
server.listen(port);

const stop = async (): Promise<void> => {
  setTimeout(() => process.exit(1), stopTimeoutMs).unref();
  await closeEdge(() => {
    for (const end of composedWeb()?.openStreams ?? []) end();
  });
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

import { randomInt } from 'node:crypto';
import net from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { LaunchError } from '../terminal/launch-error';
import { whoListensOn } from './port-holder';

/** A process that was killed holds its port for a moment longer, so a port in use is asked for again for a while. */
export const becomesFree = async (port: number, timeoutMs: number): Promise<boolean> => {
  const deadline = performance.now() + timeoutMs;
  while (!(await isPortFree(port, '127.0.0.1'))) {
    if (performance.now() > deadline) return false;
    await sleep(100);
  }
  return true;
};

/**
 * A free loopback port between 20000 and 31999. That is below the range from which kernels take the ports of outgoing
 * connections, so no client socket sits on it when the server comes back.
 */
export const anyFreePort = async (): Promise<number> => {
  for (;;) {
    const port = randomInt(20_000, 32_000);
    if (await isPortFree(port, '127.0.0.1')) return port;
  }
};

/** @throws LaunchError that says who has the port and how to choose another. */
export const requireFreePort = async (port: number): Promise<void> => {
  if (await isPortFree(port)) return;
  throw new LaunchError(
    `Port ${port} is taken by ${whoListensOn(port)}: stop it, or choose another port with \`PORT=${port + 1} npm start\`.`,
  );
};

/** Whether a server could listen on this port now; `host` undefined means every interface. */
const isPortFree = (port: number, host?: string): Promise<boolean> =>
  new Promise((resolve) => {
    const server = net.createServer();
    server.once('error', () => resolve(false));
    server.listen({ port, host, exclusive: true }, () => server.close(() => resolve(true)));
  });

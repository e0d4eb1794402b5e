import type { ServerName } from '@/services/servers/server-program';
import { untilReady } from './web-client';

type ServerAction = 'start' | 'stop' | 'kill' | 'pause' | 'resume';

/** Asks the test run (tests/runner), which holds the servers, to act on one. Returns when that is done. */
export const controlServer = (name: ServerName, action: ServerAction): Promise<void> =>
  order(`/servers/${name}/${action}`);

/**
 * Restarts a server as somebody does who has set it otherwise: with these arguments beside its usual ones, until its next
 * start. For ActiveMQ it is the address of a file of settings instead of its usual one.
 */
export const restartServer = async (name: ServerName, settings: readonly string[] = []): Promise<void> => {
  await controlServer(name, 'stop');
  const query = new URLSearchParams(settings.map((setting) => ['setting', setting]));
  await order(`/servers/${name}/start?${query}`);
};

/** Stops the product with all servers in order, and starts it again on the same data. */
export const restartProduct = (): Promise<void> => order('/restart');

/** Has the server stopped while `work` runs; whatever happens, it is started again and the product ready after it. */
export const without = async (name: ServerName, work: () => Promise<void>): Promise<void> => {
  await controlServer(name, 'stop');
  try {
    await work();
  } finally {
    await controlServer(name, 'start');
  }
  await untilReady();
};

const order = async (path: string): Promise<void> => {
  const response = await fetch(`${process.env.PORTARIA_TEST_CONTROL}${path}`, { method: 'POST' });
  if (!response.ok) throw new Error(`${path}: ${await response.text()}`);
};

import { createServer, type AddressInfo } from 'node:net';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { workerEnv } from '@/src/infrastructure/environment/process-env';
import { SERVER_OF, StoreHealth } from '@/src/infrastructure/retry/store-health';
import { HealthServer } from './health-server';

const freePort = (): Promise<number> =>
  new Promise((resolve) => {
    const server = createServer().listen(0, () => {
      const { port } = server.address() as AddressInfo;
      server.close(() => resolve(port));
    });
  });

const stores = new StoreHealth(SERVER_OF);
let health: HealthServer;
let port: number;
beforeEach(async () => {
  port = await freePort();
  health = new HealthServer({ host: workerEnv.parse({}).HEALTH_HOST, port }, stores);
  await health.start();
});
afterEach(() => health.stop());

const statusOf = async (path: string, host = '127.0.0.1'): Promise<number> =>
  (await fetch(`http://${host}:${port}${path}`)).status;

it('is reached from this machine only, unless something else is set', async () => {
  expect(await statusOf('/livez')).toBe(200);
  // Another address of the same machine, as good as any other for a server that listens on one alone.
  await expect(statusOf('/livez', '127.0.0.2')).rejects.toThrow();
});

it('is ready once the worker has started, while no store fails any of its components', async () => {
  expect(await statusOf('/readyz')).toBe(503);
  health.ready = true;
  expect(await statusOf('/readyz')).toBe(200);
  stores.of('routing').failed('records', new Error('blocked'));
  expect(await statusOf('/readyz')).toBe(503);
  expect(await statusOf('/livez')).toBe(200);
});

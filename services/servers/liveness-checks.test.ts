import net from 'node:net';
import { describe, expect, test, vi } from 'vitest';
import { checkActiveMq, checkElasticsearch, checkKafka, checkPostgres, checkRedis } from './liveness-checks';

const login = { user: 'portaria', password: 'secret', database: 'portaria' };
const checks: Record<string, (port: number) => Promise<void>> = {
  Kafka: checkKafka,
  ActiveMQ: (port) => checkActiveMq(port, login),
  Elasticsearch: checkElasticsearch,
  Redis: checkRedis,
  Postgres: (port) => checkPostgres(port, login),
};

/** A server that does one thing with each connection, and counts those that are open. */
const listen = async (onConnection: (socket: net.Socket) => void) => {
  const open = new Set<net.Socket>();
  const server = net.createServer((socket) => {
    open.add(socket);
    socket.on('close', () => open.delete(socket)).on('error', () => undefined);
    onConnection(socket.resume());
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as net.AddressInfo;
  return { port, open, close: () => new Promise((resolve) => server.close(resolve)) };
};

describe.concurrent.each(Object.entries(checks))('%s is not ready', (_name, check) => {
  test('while nobody listens', async () => {
    const { port, close } = await listen(() => undefined);
    await close();
    await expect(check(port)).rejects.toThrow(/ECONNREFUSED|fetch failed/);
  });

  test('while its connections are closed at once', async () => {
    const { port, close } = await listen((socket) => socket.end());
    await expect(check(port)).rejects.toThrow();
    await close();
  });

  test('while it accepts connections and says nothing, and none of them stays open', async () => {
    const { port, open, close } = await listen(() => undefined);
    const since = performance.now();
    await expect(check(port)).rejects.toThrow();
    expect(performance.now() - since).toBeLessThan(4_000);
    await vi.waitFor(() => expect(open.size).toBe(0), { timeout: 8_000, interval: 50 });
    await close();
  }, 15_000);
});

import { once } from 'node:events';
import { createServer, type AddressInfo, type Socket } from 'node:net';
import { expect, it } from 'vitest';
import { connectOutboxPool } from './outbox-relay';
import { connectPostgres } from './prisma-client';

/** What a pooler such as PgBouncer takes at a start-up without being told to ignore it. */
const KNOWN_TO_POOLERS = ['user', 'database', 'client_encoding', 'application_name'];

/** The start-up parameters (PostgreSQL protocol 3.0, StartupMessage) with which somebody connects. */
const startUpParametersOf = async (connect: (url: string) => Promise<unknown>): Promise<string[]> => {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  const accepted = once(server, 'connection') as Promise<[Socket]>;
  connect(`postgresql://ana:secret@127.0.0.1:${port}/portaria`).catch(() => undefined);
  const [socket] = await accepted;
  const [message] = (await once(socket, 'data')) as [Buffer];
  socket.destroy();
  server.close();
  return message
    .subarray(8)
    .toString()
    .split('\0')
    .filter((_, index, all) => index % 2 === 0 && all[index]);
};

it.each([
  ['the product', (url: string) => connectPostgres(url).$queryRaw`SELECT 1`],
  ['the outbox', (url: string) => connectOutboxPool(url).query('SELECT 1')],
])('%s can connect through a pooler: it asks for nothing at the start-up', async (_who, connect) => {
  const parameters = await startUpParametersOf(connect);
  expect(parameters).toContain('user');
  expect(parameters.filter((name) => !KNOWN_TO_POOLERS.includes(name))).toEqual([]);
});

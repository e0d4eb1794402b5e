import net from 'node:net';
import { expect, test } from 'vitest';
import { requireFreePort } from './free-port';
import { listeningSockets } from './port-holder';

const table = `  sl  local_address rem_address   st tx_queue rx_queue tr tm->when retrnsmt   uid  timeout inode
   0: 0100007F:0BB8 00000000:0000 0A 00000000:00000000 00:00000000 00000000     0        0 4242 1 0
   1: 0100007F:0BB8 0100007F:D431 01 00000000:00000000 00:00000000 00000000     0        0 4243 1 0
   2: 0100007F:1F90 00000000:0000 0A 00000000:00000000 00:00000000 00000000     0        0 4244 1 0`;

test('finds the sockets that listen on a port, and not those that merely talk over it', () => {
  expect(listeningSockets(table, 3_000)).toEqual(['socket:[4242]']);
  expect(listeningSockets(table, 3_001)).toEqual([]);
});

test('says of a taken port who has it and how to choose another', async () => {
  const server = net.createServer();
  await new Promise<void>((resolve) => server.listen(0, resolve));
  const { port } = server.address() as net.AddressInfo;
  const holder = process.platform === 'linux' ? `process ${process.pid}` : 'another program';
  await expect(requireFreePort(port)).rejects.toThrow(`Port ${port} is taken by ${holder}`);
  await new Promise((resolve) => server.close(resolve));
  await expect(requireFreePort(port)).resolves.toBeUndefined();
});

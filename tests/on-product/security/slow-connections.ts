import { connect, type Socket } from 'node:net';
import { eventually } from '../../harness/eventually';
import { productUrl } from '../../harness/product';

export type SlowConnections = {
  /** Waits until the server has ended every one of them, and gives their number. */
  untilAllEnded: () => Promise<number>;
  close: () => void;
};

const DRIP_EVERY_MS = 1_000;
/** The server's 30 s, and as much again for a busy machine. */
const ENDED_WITHIN_MS = 60_000;

const HEAD = 'POST /api/registrations HTTP/1.1\r\nHost: portaria\r\n';
const BEGINNINGS = [
  // A head that never ends, a body that never ends, and a sign-in that never ends.
  `${HEAD}X-Slow: `,
  `${HEAD}Content-Type: application/json\r\nContent-Length: 4000\r\n\r\n{"name":"`,
  `${HEAD.replace('registrations', 'auth/callback/credentials')}Content-Length: 4000\r\n\r\nemail=`,
];

/** Opens connections which send one byte a second and never come to their end. */
export const openSlowConnections = async (count: number): Promise<SlowConnections> => {
  const { hostname, port } = new URL(productUrl());
  const sockets = new Set<Socket>();
  let ended = 0;
  const open = (index: number): void => {
    const socket = connect(Number(port), hostname, () =>
      socket.write(BEGINNINGS[index % BEGINNINGS.length]!),
    );
    const drip = setInterval(() => socket.write('a'), DRIP_EVERY_MS);
    // Refused at once, or ended while it is written to: all of it is an end.
    socket.on('error', () => undefined);
    socket.on('data', () => undefined);
    socket.on('close', () => {
      clearInterval(drip);
      ended += 1;
    });
    sockets.add(socket);
  };
  for (let index = 0; index < count; index += 1) open(index);
  return {
    untilAllEnded: () =>
      eventually('the end of every slow connection', async () => (ended === count ? ended : undefined), {
        deadlineMs: ENDED_WITHIN_MS,
        pauseMs: 200,
      }),
    close: () => sockets.forEach((socket) => socket.destroy()),
  };
};

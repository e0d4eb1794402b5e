import net from 'node:net';
import { probeHttp } from '../processes/program';

/** Says of the bytes received so far: it works, not enough yet, or why it does not. */
type Verdict = (received: Buffer) => boolean | Error;

/** One short conversation with a loopback server, without a client library: resolves when the verdict is true. */
const converse = (port: number, question: Buffer, verdict: Verdict): Promise<void> =>
  new Promise((resolve, reject) => {
    let received: Buffer = Buffer.alloc(0);
    const socket = net.connect(port, '127.0.0.1', () => socket.write(question));
    socket.setTimeout(1_000, () => socket.destroy(new Error('it does not answer within a second')));
    socket.on('data', (chunk: Buffer) => {
      received = Buffer.concat([received, chunk]);
      const outcome = verdict(received);
      if (outcome instanceof Error) socket.destroy(outcome);
      if (outcome !== true) return;
      resolve();
      socket.destroy();
    });
    socket.on('error', reject);
    socket.on('close', () => reject(new Error('it closed the connection')));
  });

/** Kafka: a Metadata v0 request (api key 3) for all topics lists at least one broker. */
export const probeKafka = (port: number): Promise<void> => {
  const clientId = Buffer.from('portaria');
  const correlationId = 7;
  const request = Buffer.alloc(14 + clientId.length + 4);
  request.writeInt32BE(request.length - 4, 0);
  request.writeInt16BE(3, 4);
  request.writeInt16BE(0, 6);
  request.writeInt32BE(correlationId, 8);
  request.writeInt16BE(clientId.length, 12);
  clientId.copy(request, 14);
  return converse(port, request, (reply) => {
    const complete = reply.length >= 12 && reply.length >= 4 + reply.readInt32BE(0);
    if (!complete) return false;
    const brokers = reply.readInt32BE(4) === correlationId ? reply.readInt32BE(8) : 0;
    return brokers > 0 || new Error('it knows no broker yet');
  });
};

/** ActiveMQ: CONNECT with the real credentials is answered by CONNECTED. */
export const probeStomp = (port: number, login: { user: string; password: string }): Promise<void> => {
  const headers = [
    `login:${login.user}`,
    `passcode:${login.password}`,
    'host:/',
    'accept-version:1.2',
    'heart-beat:0,0',
  ];
  const frame = Buffer.from(`CONNECT\n${headers.join('\n')}\n\n\0`);
  return converse(port, frame, (reply) => {
    if (reply.length < 9) return false;
    return reply.subarray(0, 9).toString() === 'CONNECTED' || new Error('it refuses the STOMP connection');
  });
};

/** Redis: PING is answered by PONG; while it loads its data it answers an error. */
export const probeRedis = (port: number): Promise<void> =>
  converse(port, Buffer.from('PING\r\n'), (reply) => {
    if (!reply.includes('\r\n')) return false;
    return reply.toString().startsWith('+PONG') || new Error(reply.toString().trim());
  });

/** Postgres: the start-up packet is answered by an authentication request (R); an error (E) while it recovers. */
export const probePostgres = (port: number, login: { user: string; database: string }): Promise<void> => {
  const parameters = Buffer.from(`user\0${login.user}\0database\0${login.database}\0\0`);
  const packet = Buffer.alloc(8 + parameters.length);
  packet.writeInt32BE(packet.length, 0);
  packet.writeInt32BE(3 << 16, 4);
  parameters.copy(packet, 8);
  return converse(port, packet, (reply) => {
    if (reply[0] === 'R'.charCodeAt(0)) return true;
    return new Error(
      reply
        .toString('latin1')
        .replace(/[^ -~]+/g, ' ')
        .trim(),
    );
  });
};

/** Elasticsearch: the cluster has all its primary shards (yellow). */
export const probeElasticsearch = (port: number): Promise<void> =>
  probeHttp(`http://127.0.0.1:${port}/_cluster/health?wait_for_status=yellow&timeout=1s`);

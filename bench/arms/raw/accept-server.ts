import { randomUUID } from 'node:crypto';
import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Message, Producer } from 'kafkajs';
import { kafkaClient, type StoreAddresses } from '@/tests/invariants/store-clients';
import { answerParent } from '../../processes/child';
import { LARGEST_BATCH } from './raw-setting';

// Arm B of acceptance: a bare node:http server that checks nothing. What came as a body goes to Kafka with what else
// waits, with acknowledgements of all replicas, and the answer is of the shape and size of Portaria's.
type Job = { addresses: StoreAddresses; topic: string };

const serve = async ({ addresses, topic }: Job): Promise<{ url: string }> => {
  const producer = kafkaClient(addresses).producer({ allowAutoTopicCreation: false });
  await producer.connect();
  const send = coalesced(producer, topic);
  const server = createServer((request, response) => {
    const id = randomUUID();
    readAll(request)
      .then((body) => send({ key: id, value: body }))
      .then(
        () => response.writeHead(202, { 'content-type': 'application/json' }).end(answerWith(id)),
        () => response.writeHead(503).end(),
      );
  });
  server.keepAliveTimeout = 60_000;
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/` };
};

const answerWith = (id: string): string =>
  JSON.stringify({ registrationId: id, statusUrl: `/registrations/${id}?token=${id.padEnd(43, '0')}` });

const readAll = (request: IncomingMessage): Promise<Buffer> =>
  new Promise((resolve, reject) => {
    const parts: Buffer[] = [];
    request.on('data', (part: Buffer) => parts.push(part));
    request.on('end', () => resolve(Buffer.concat(parts)));
    request.on('error', reject);
  });

type Waiting = { message: Message; resolve: () => void; reject: (error: unknown) => void };

/** One request to Kafka at a time, each with whatever came during the one before. */
const coalesced = (producer: Producer, topic: string): ((message: Message) => Promise<void>) => {
  const queue: Waiting[] = [];
  let isPumping = false;
  const pump = async (): Promise<void> => {
    if (isPumping) return;
    isPumping = true;
    while (queue.length > 0) {
      const batch = queue.splice(0, LARGEST_BATCH);
      await producer.send({ topic, acks: -1, messages: batch.map(({ message }) => message) }).then(
        () => batch.forEach(({ resolve }) => resolve()),
        (error: unknown) => batch.forEach(({ reject }) => reject(error)),
      );
    }
    isPumping = false;
  };
  return (message) =>
    new Promise((resolve, reject) => {
      queue.push({ message, resolve, reject });
      void pump();
    });
};

answerParent(serve);

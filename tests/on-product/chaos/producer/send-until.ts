import { setTimeout as sleep } from 'node:timers/promises';
import { Partitioners, type Kafka, type Message, type Producer } from 'kafkajs';
import { withTimeout } from '@/src/infrastructure/async/with-timeout';

export type Shape = {
  idempotent: boolean;
  /** The product sends what queued up while the last send was on its way; many libraries' users call send freely. */
  atOnce: 'one send at a time' | 'many sends at once';
};

export type Sent = { acknowledged: string[]; failed: number };

type Sending = { client: Kafka; topic: string; shape: Shape; signal: AbortSignal };

const CALLERS = 32;
const PAUSE_MS = 15;
const ANSWER_WITHIN_MS = 30_000;

/** Produces messages, each with a value of its own and each only once, until the abort. */
export const sendUntil = async ({ client, topic, shape, signal }: Sending): Promise<Sent> => {
  const { idempotent, atOnce } = shape;
  const producer = client.producer({
    idempotent,
    createPartitioner: Partitioners.DefaultPartitioner,
    allowAutoTopicCreation: false,
  });
  await producer.connect();
  const sent: Sent = { acknowledged: [], failed: 0 };
  let count = 0;
  const next = (): Message => {
    const value = String((count += 1));
    return { key: value, value };
  };
  const batchSize = atOnce === 'one send at a time' ? CALLERS : 1;
  const callers = CALLERS / batchSize;
  const call = async (): Promise<void> => {
    while (!signal.aborted) {
      await sendBatch({ producer, topic, sent }, Array.from({ length: batchSize }, next));
      await sleep(PAUSE_MS);
    }
  };
  await Promise.all(Array.from({ length: callers }, call));
  await withTimeout(ANSWER_WITHIN_MS, producer.disconnect()).catch(() => undefined);
  return sent;
};

type Target = { producer: Producer; topic: string; sent: Sent };

const sendBatch = async ({ producer, topic, sent }: Target, messages: Message[]): Promise<void> => {
  try {
    await withTimeout(ANSWER_WITHIN_MS, producer.send({ topic, acks: -1, messages }));
    sent.acknowledged.push(...messages.map(({ value }) => String(value)));
  } catch {
    // Unknown, not lost: nobody was promised anything.
    sent.failed += messages.length;
  }
};

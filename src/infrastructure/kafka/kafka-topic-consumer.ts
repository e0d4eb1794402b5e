import type { Consumer, EachBatchPayload, Kafka, KafkaMessage } from 'kafkajs';
import { TOPICS, UnprocessableMessage } from '@/src/application/contracts/messages';
import type { Patiently } from '@/src/application/ports/patience';
import { deadLetterHeaders } from '../dead-letter-headers';
import type { HopReport } from '../hop-report';
import type { Logger } from '../log';
import { patience } from '../patience';
import { BatchingProducer } from './batching-producer';

const CHUNK_SIZE = 200;
const DEAD_LETTER_DEADLINE_MS = 10_000;

type Options<Item> = {
  kafka: Kafka;
  topic: string;
  groupId: string;
  /** Throws `UnprocessableMessage` for a message that can never be processed. */
  decode: (value: string) => Item;
  onBatch: (items: readonly Item[], patiently: Patiently) => Promise<void>;
  /** Called when kafkajs gave up for good: the process must end, or it would live on while consuming nothing. */
  onFatal: (error: Error) => void;
  log: Logger;
  report: HopReport;
};

class Abandoned extends Error {}

/**
 * Takes messages from a topic in order and commits its place only after each chunk was processed, so that whatever was
 * not finished is read again. A store that refuses holds the partition back; a message that cannot be read goes to the
 * dead-letter topic with the reason, and the flow goes on.
 */
export class KafkaTopicConsumer<Item> {
  readonly name: string;
  readonly #consumer: Consumer;
  readonly #deadLetters: BatchingProducer;
  #stopping = false;

  constructor(private readonly options: Options<Item>) {
    this.name = `kafka-consumer ${options.topic}`;
    this.#deadLetters = new BatchingProducer(options.kafka, TOPICS.deadLetters, DEAD_LETTER_DEADLINE_MS);
    this.#consumer = options.kafka.consumer({
      groupId: options.groupId,
      maxWaitTimeInMs: 50,
      sessionTimeout: 15_000,
      heartbeatInterval: 1_000,
      allowAutoTopicCreation: false,
    });
    this.#consumer.on(this.#consumer.events.CRASH, ({ payload }) => {
      if (!payload.restart && !this.#stopping) options.onFatal(payload.error);
    });
  }

  async start(): Promise<void> {
    await this.#consumer.connect();
    await this.#consumer.subscribe({ topic: this.options.topic, fromBeginning: true });
    await this.#consumer.run({
      autoCommit: false,
      eachBatchAutoResolve: false,
      eachBatch: (payload) => this.#onBatch(payload),
    });
    this.options.log.info({ topic: this.options.topic }, 'consuming');
  }

  /** Finishes the chunk at hand and commits it, then leaves the group. */
  async stop(): Promise<void> {
    this.#stopping = true;
    await this.#consumer.disconnect();
    await this.#deadLetters.close();
  }

  async #onBatch(payload: EachBatchPayload): Promise<void> {
    const { batch, resolveOffset, heartbeat } = payload;
    const patiently = patience({ ...this.options, pulse: () => this.#pulse(payload) });
    for (let at = 0; at < batch.messages.length; at += CHUNK_SIZE) {
      if (this.#stopping || !payload.isRunning() || payload.isStale()) return;
      const chunk = batch.messages.slice(at, at + CHUNK_SIZE);
      try {
        await this.#process(chunk, batch.partition, patiently);
      } catch (error) {
        if (error instanceof Abandoned) return;
        throw error;
      }
      const last = chunk[chunk.length - 1]!.offset;
      resolveOffset(last);
      const next = String(BigInt(last) + 1n);
      await this.#consumer.commitOffsets([{ topic: batch.topic, partition: batch.partition, offset: next }]);
      await heartbeat();
    }
  }

  async #process(chunk: readonly KafkaMessage[], partition: number, patiently: Patiently): Promise<void> {
    const items: Item[] = [];
    for (const message of chunk) {
      try {
        items.push(this.options.decode(message.value?.toString('utf8') ?? ''));
      } catch (error) {
        if (!(error instanceof UnprocessableMessage)) throw error;
        await patiently('kafka', () => this.#bury(message, partition, error));
      }
    }
    if (items.length > 0) await this.options.onBatch(items, patiently);
  }

  /** The letter is the original, byte for byte, with where it came from and why it was refused in its headers. */
  async #bury(message: KafkaMessage, partition: number, reason: Error): Promise<void> {
    const { topic, log } = this.options;
    log.warn({ topic, partition, offset: message.offset, reason: reason.message }, 'to the dead letters');
    await this.#deadLetters.send({
      key: message.key,
      value: message.value,
      headers: deadLetterHeaders({
        reason: reason.message,
        source: `${topic}/${partition}/${message.offset}`,
        attempts: 1,
        at: new Date(),
        previous: textHeaders(message),
      }),
    });
  }

  async #pulse({ heartbeat, isRunning, isStale }: EachBatchPayload): Promise<void> {
    if (this.#stopping || !isRunning() || isStale()) throw new Abandoned('the batch will be read again');
    await heartbeat();
  }
}

const textHeaders = ({ headers = {} }: KafkaMessage): Record<string, string | undefined> =>
  Object.fromEntries(Object.entries(headers).map(([name, value]) => [name, value?.toString()]));

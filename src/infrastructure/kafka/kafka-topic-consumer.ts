import { setTimeout as sleep } from 'node:timers/promises';
import type { Consumer, EachBatchPayload, Kafka, KafkaMessage } from 'kafkajs';
import { TOPICS, UnprocessableMessage } from '@/src/application/contracts/messages';
import { POISON_REASON, MOST_ATTEMPTS } from '@/src/application/ports/delivery-attempts';
import type { Retry } from '@/src/application/ports/retry';
import { deadLetterHeaders } from '../dead-letters/dead-letter-headers';
import { failpoint } from '../failpoints/failpoint';
import type { StoreHealth } from '../health/store-health';
import type { Logger } from '../logging/logger';
import { retryWithBackOff } from '../retry/retry';
import { BatchingProducer } from './batching-producer';
import { ChunkAttempts } from './chunk-attempts';
import { StallWatch } from './stall-watch';
import { CHUNK_SIZE, Suspects } from './poison-isolation';

/** The shortest a broker allows: for this long the partitions of a process that was killed wait for it. */
const SESSION_TIMEOUT_MS = 6_000;
const DEAD_LETTER_DEADLINE_MS = 10_000;
const UNJOINED_GOODBYE_MS = 1_000;

type Options<Item> = {
  kafka: Kafka;
  topic: string;
  groupId: string;
  /** Throws `UnprocessableMessage` for a message that can never be processed. */
  decode: (value: string) => Item;
  onBatch: (items: readonly Item[], retry: Retry) => Promise<void>;
  /** Called when kafkajs gave up for good: the process must end, or it would live on while consuming nothing. */
  onFatal: (error: Error) => void;
  logger: Logger;
  report: StoreHealth;
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
  readonly #attempts: ChunkAttempts;
  readonly #suspects: Suspects;
  readonly #watch: StallWatch;
  #stopping = false;
  #joined = false;

  constructor(private readonly options: Options<Item>) {
    this.name = `kafka-consumer ${options.topic}`;
    this.#deadLetters = new BatchingProducer(options.kafka, TOPICS.deadLetters, DEAD_LETTER_DEADLINE_MS);
    this.#consumer = options.kafka.consumer({
      groupId: options.groupId,
      maxWaitTimeInMs: 50,
      sessionTimeout: SESSION_TIMEOUT_MS,
      heartbeatInterval: 1_000,
      allowAutoTopicCreation: false,
    });
    this.#attempts = new ChunkAttempts(options.kafka, this.#consumer, options);
    this.#suspects = new Suspects(this.#attempts);
    this.#watch = new StallWatch(this.#consumer, options.onFatal);
    this.#consumer.on(this.#consumer.events.GROUP_JOIN, () => {
      this.#joined = true;
      this.#suspects.forget();
    });
    this.#consumer.on(this.#consumer.events.REBALANCING, () => (this.#joined = false));
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
    this.#watch.start();
    this.options.logger.info({ topic: this.options.topic }, 'consuming');
  }

  /** Finishes the chunk at hand and commits it, then leaves the group. */
  async stop(): Promise<void> {
    this.#stopping = true;
    this.#watch.stop();
    const left = this.#consumer.disconnect();
    // kafkajs waits for the group to answer a join, which takes as long as the session of a member that was killed.
    // Who has not joined has nothing at hand.
    await (this.#joined ? left : Promise.race([left, sleep(UNJOINED_GOODBYE_MS)]));
    await this.#deadLetters.close();
  }

  async #onBatch(payload: EachBatchPayload): Promise<void> {
    const { messages, partition } = payload.batch;
    for (let at = 0; at < messages.length;) {
      if (this.#stopping || !payload.isRunning() || payload.isStale()) return;
      const place = { partition, offset: messages[at]!.offset };
      const suspicion = await this.#suspects.begin(place);
      const chunk = messages.slice(at, at + (suspicion.alone ? 1 : CHUNK_SIZE));
      const retry = retryWithBackOff({
        ...this.options,
        keepAlive: () => this.#keepAlive(payload),
        onFailure: () => this.#suspects.settle(place),
      });
      try {
        if (suspicion.deadLetter) await this.#condemn(chunk[0]!, partition, retry);
        else await this.#process(chunk, partition, retry);
      } catch (error) {
        if (error instanceof Abandoned) return;
        // A fault of ours counts like a death of the process: the next try looks for the message that causes it.
        this.#suspects.forget();
        throw error;
      }
      await this.#commit(payload, chunk.at(-1)!);
      at += chunk.length;
    }
  }

  async #commit(
    { batch, resolveOffset, heartbeat }: EachBatchPayload,
    { offset }: KafkaMessage,
  ): Promise<void> {
    failpoint('before-offset-commit');
    resolveOffset(offset);
    const next = String(BigInt(offset) + 1n);
    await this.#consumer.commitOffsets([{ topic: batch.topic, partition: batch.partition, offset: next }]);
    this.#watch.alive();
    await heartbeat();
  }

  async #process(chunk: readonly KafkaMessage[], partition: number, retry: Retry): Promise<void> {
    const items: Item[] = [];
    for (const message of chunk) {
      try {
        items.push(this.options.decode(message.value?.toString('utf8') ?? ''));
      } catch (error) {
        if (!(error instanceof UnprocessableMessage)) throw error;
        await retry('kafka', () => this.#bury(message, partition, { reason: error.message, attempts: 1 }));
      }
    }
    if (items.length > 0) await this.options.onBatch(items, retry);
  }

  #condemn(message: KafkaMessage, partition: number, retry: Retry): Promise<void> {
    const why = { reason: POISON_REASON, attempts: MOST_ATTEMPTS };
    return retry('kafka', () => this.#bury(message, partition, why));
  }

  /** The letter is the original, byte for byte, with where it came from and why it was refused in its headers. */
  async #bury(
    message: KafkaMessage,
    partition: number,
    why: { reason: string; attempts: number },
  ): Promise<void> {
    const { topic, logger } = this.options;
    logger.warn({ topic, partition, offset: message.offset, ...why }, 'to the dead letters');
    await this.#deadLetters.send({
      key: message.key,
      value: message.value,
      headers: deadLetterHeaders({
        ...why,
        source: `${topic}/${partition}/${message.offset}`,
        at: new Date(),
        previous: textHeaders(message),
      }),
    });
  }

  async #keepAlive({ heartbeat, isRunning, isStale }: EachBatchPayload): Promise<void> {
    if (this.#stopping || !isRunning() || isStale()) throw new Abandoned('the batch will be read again');
    this.#watch.alive();
    await heartbeat();
  }
}

const textHeaders = ({ headers = {} }: KafkaMessage): Record<string, string | undefined> =>
  Object.fromEntries(Object.entries(headers).map(([name, value]) => [name, value?.toString()]));

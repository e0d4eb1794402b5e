import { setTimeout as sleep } from 'node:timers/promises';
import type { Consumer, EachBatchPayload, Kafka, KafkaMessage } from 'kafkajs';
import { TOPICS } from '@/src/application/contracts/messages';
import type { Retry } from '@/src/application/ports/retry';
import { DEAD_LETTER_FROM, POISON_REASON } from '@/src/application/routing/poison-policy';
import { deadLetterHeaders } from '../dead-letters/dead-letter-message';
import { decodeOrDeadLetter, type DeadLetterCause } from '../dead-letters/decode-or-dead-letter';
import { failpoint } from '../failpoints/failpoint';
import type { Logger } from '../logging/logger';
import { retryWithBackOff } from '../retry/retry';
import type { ComponentHealth } from '../retry/store-health';
import { BatchingProducer } from './batching-producer';
import { textHeadersOf } from './kafka-client';
import { CHUNK_SIZE, ChunkAttempts, PoisonIsolation, type Place } from './poison-isolation';
import { StallWatch } from './stall-watch';

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
  health: ComponentHealth;
};

/** The batch at hand is given up: it will be read again, by this process or by another one. */
class BatchAbandoned extends Error {}

/**
 * Takes messages from a topic in order and commits its place only after each chunk was processed, so that whatever was
 * not finished is read again. A store that refuses holds the partition back; a message that cannot be read goes to the
 * dead-letter topic with the reason, and the flow goes on.
 */
export class KafkaTopicConsumer<Item> {
  readonly name: string;
  readonly #consumer: Consumer;
  readonly #deadLetters: BatchingProducer;
  readonly #isolation: PoisonIsolation;
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
    this.#isolation = new PoisonIsolation(new ChunkAttempts(options.kafka, this.#consumer, options));
    this.#watch = new StallWatch(this.#consumer, options.onFatal);
    this.#consumer.on(this.#consumer.events.GROUP_JOIN, () => {
      this.#joined = true;
      this.#isolation.forget();
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
      const handling = await this.#isolation.begin(place);
      const chunk = messages.slice(at, at + (handling === 'in-batch' ? CHUNK_SIZE : 1));
      const retry = this.#retryAt(payload, place);
      try {
        if (handling === 'dead-letter') await this.#deadLetterPoison(chunk[0]!, partition, retry);
        else await this.#process(chunk, partition, retry);
      } catch (error) {
        if (error instanceof BatchAbandoned) return;
        // A fault of ours counts like a death of the process: the next try looks for the message that causes it.
        this.#isolation.forget();
        throw error;
      }
      await this.#commit(payload, chunk.at(-1)!);
      at += chunk.length;
    }
  }

  #retryAt(payload: EachBatchPayload, place: Place): Retry {
    return retryWithBackOff({
      ...this.options,
      keepAlive: () => this.#keepAlive(payload),
      onFailure: () => this.#isolation.settle(place),
    });
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
    const { items } = await decodeOrDeadLetter(chunk, {
      decode: ({ value }) => this.options.decode(value?.toString('utf8') ?? ''),
      deadLetter: (message, cause) =>
        retry('dead-letters', () => this.#deadLetter(message, partition, cause)),
    });
    if (items.length > 0) await this.options.onBatch(items, retry);
  }

  #deadLetterPoison(message: KafkaMessage, partition: number, retry: Retry): Promise<void> {
    const cause = { reason: POISON_REASON, attempts: DEAD_LETTER_FROM };
    return retry('dead-letters', () => this.#deadLetter(message, partition, cause));
  }

  /** The original, byte for byte, with where it came from and why it cannot be processed in its headers. */
  async #deadLetter(message: KafkaMessage, partition: number, cause: DeadLetterCause): Promise<void> {
    const { topic, logger } = this.options;
    logger.warn({ topic, partition, offset: message.offset, ...cause }, 'to the dead letters');
    await this.#deadLetters.send({
      key: message.key,
      value: message.value,
      headers: deadLetterHeaders({
        ...cause,
        source: `${topic}/${partition}/${message.offset}`,
        at: new Date(),
        previous: textHeadersOf(message),
      }),
    });
  }

  async #keepAlive({ heartbeat, isRunning, isStale }: EachBatchPayload): Promise<void> {
    if (this.#stopping || !isRunning() || isStale()) throw new BatchAbandoned('the batch will be read again');
    this.#watch.alive();
    await heartbeat();
  }
}

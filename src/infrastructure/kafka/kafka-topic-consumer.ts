import { setTimeout as sleep } from 'node:timers/promises';
import type { Consumer, EachBatchPayload, Kafka, KafkaMessage } from 'kafkajs';
import { TOPICS } from '@/src/application/contracts/messages';
import type { DeliveryAttempts } from '@/src/application/ports/delivery-attempts';
import type { PortName, Retry } from '@/src/application/ports/retry';
import { POISON_REASON } from '@/src/application/routing/poison-policy';
import { CountedWork } from '../dead-letters/counted-work';
import { deadLetterHeaders } from '../dead-letters/dead-letter-message';
import { decodeOrDeadLetter, type DeadLetterCause } from '../dead-letters/decode-or-dead-letter';
import { workOrDeadLetter } from '../dead-letters/work-or-dead-letter';
import { failpoint } from '../failpoints/failpoint';
import type { Logger } from '../logging/logger';
import { retryWithBackOff, WorkGivenUp, type CountedAttempt } from '../retry/retry';
import type { ComponentHealth } from '../retry/store-health';
import { BatchingProducer } from './batching-producer';
import { METADATA_MAX_AGE_MS, textHeadersOf } from './kafka-client';
import { isTooLarge } from './message-size';
import { PoisonIsolation, type Chunk } from './poison-isolation';
import { StallWatch } from './stall-watch';
import { TopicWatch } from './topic-watch';

/** The shortest a broker allows: for this long the partitions of a process that was killed wait for it. */
const SESSION_TIMEOUT_MS = 6_000;
const DEAD_LETTER_DEADLINE_MS = 10_000;
const UNJOINED_GOODBYE_MS = 1_000;
const KEPT_OF_TOO_LARGE_BYTES = 64 * 1024;

type Options<Item> = {
  kafka: Kafka;
  topic: string;
  groupId: string;
  /** Throws `UnprocessableMessage` for a message that can never be processed. */
  decode: (value: string) => Item;
  onBatch: (items: readonly Item[], retry: Retry) => Promise<void>;
  attempts: DeliveryAttempts;
  /** Called when kafkajs gave up for good: the process must end, or it would live on while consuming nothing. */
  onFatal: (error: Error) => void;
  logger: Logger;
  health: ComponentHealth;
};

/** The batch at hand is no longer this consumer's to work on: it will be read again, by this process or by another one. */
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
  readonly #counted: CountedWork;
  readonly #isolation: PoisonIsolation;
  readonly #watch: StallWatch;
  readonly #topicWatch: TopicWatch;
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
      metadataMaxAge: METADATA_MAX_AGE_MS,
      // Nothing of ours is sent in transactions. One that somebody leaves open must not hold the log up.
      readUncommitted: true,
    });
    this.#counted = new CountedWork(options.attempts, options.logger);
    this.#isolation = new PoisonIsolation(this.#counted, options);
    this.#watch = new StallWatch(this.#consumer, options.onFatal);
    this.#topicWatch = new TopicWatch(options.kafka, options);
    this.#consumer.on(this.#consumer.events.END_BATCH_PROCESS, ({ payload }) => {
      // Markers of transactions are never handed out; a batch of nothing else is passed here.
      if (payload.batchSize === 0)
        void this.#commitPast(payload.partition, payload.lastOffset).catch(() => undefined);
    });
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
    this.#topicWatch.start();
    this.options.logger.info({ topic: this.options.topic }, 'consuming');
  }

  /** Finishes the chunk at hand and commits it, then leaves the group. */
  async stop(): Promise<void> {
    this.#stopping = true;
    this.#watch.stop();
    this.#topicWatch.stop();
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
      const chunk = await this.#isolation.next(partition, messages.slice(at));
      this.options.health.waiting(this.#port);
      try {
        await this.#workOn(chunk, payload);
      } catch (error) {
        // Whoever has the partition next looks at what became of it, this process included.
        this.#isolation.forget();
        if (!(error instanceof WorkGivenUp)) throw error;
        if (error.cause instanceof BatchAbandoned) return;
        throw error.cause;
      } finally {
        this.options.health.progressed(this.#port);
      }
      at += chunk.messages.length;
    }
  }

  async #workOn({ messages, handled, ids }: Chunk, payload: EachBatchPayload): Promise<void> {
    const { partition } = payload.batch;
    const work = async (attempt?: CountedAttempt): Promise<void> => {
      await this.#process(messages, partition, this.#retryDuring(payload, attempt));
      await this.#commit(payload, messages.at(-1)!);
    };
    if (handled.handling === 'dead-letter') {
      await this.#deadLetterPoison(messages[0]!, handled.badEnds, payload);
      await this.#commit(payload, messages[0]!);
    } else if (ids.length > 0) await this.#counted.run(ids, work);
    else await work();
  }

  /** The log behind which this consumer's messages wait. */
  get #port(): PortName {
    return this.options.topic === TOPICS.decided ? 'decision-log' : 'submissions';
  }

  #retryDuring(payload: EachBatchPayload, attempt?: CountedAttempt): Retry {
    return retryWithBackOff({ ...this.options, keepAlive: () => this.#keepAlive(payload), attempt });
  }

  async #commit(payload: EachBatchPayload, { offset }: KafkaMessage): Promise<void> {
    failpoint('before-offset-commit');
    payload.resolveOffset(offset);
    try {
      const { batch } = payload;
      const isLast = offset === batch.messages.at(-1)?.offset;
      await this.#commitPast(batch.partition, isLast ? batch.lastOffset() : offset);
      this.#watch.alive();
      await payload.heartbeat();
    } catch (cause) {
      // A group that rebalances, or a broker that is away, is no fault of these messages.
      throw new WorkGivenUp('the place in the log was not kept', { cause });
    }
  }

  async #commitPast(partition: number, offset: string): Promise<void> {
    const next = String(BigInt(offset) + 1n);
    await this.#consumer.commitOffsets([{ topic: this.options.topic, partition, offset: next }]);
    this.#topicWatch.committed(partition);
  }

  async #process(chunk: readonly KafkaMessage[], partition: number, retry: Retry): Promise<void> {
    const deadLetter = (message: KafkaMessage, cause: DeadLetterCause): Promise<void> =>
      retry('dead-letters', () => this.#deadLetter(message, partition, cause));
    const decode = ({ value }: KafkaMessage): Item => this.options.decode(value?.toString('utf8') ?? '');
    const readable = await decodeOrDeadLetter(chunk, { decode, deadLetter });
    const work = (items: readonly Item[]): Promise<void> => this.options.onBatch(items, retry);
    await workOrDeadLetter(readable, { work, deadLetter });
  }

  #deadLetterPoison(message: KafkaMessage, attempts: number, payload: EachBatchPayload): Promise<void> {
    const cause = { reason: POISON_REASON, attempts };
    return this.#retryDuring(payload)('dead-letters', () =>
      this.#deadLetter(message, payload.batch.partition, cause),
    );
  }

  /** The original, byte for byte, with where it came from and why it cannot be processed in its headers. */
  async #deadLetter(message: KafkaMessage, partition: number, cause: DeadLetterCause): Promise<void> {
    const { topic, logger } = this.options;
    logger.warn({ topic, partition, offset: message.offset, ...cause }, 'to the dead letters');
    const headers = deadLetterHeaders({
      ...cause,
      source: `${topic}/${partition}/${message.offset}`,
      at: new Date(),
      previous: textHeadersOf(message),
    });
    try {
      await this.#deadLetters.send({ key: message.key, value: message.value, headers });
    } catch (error) {
      if (!isTooLarge(error)) throw error;
      // With its headers it is more than the broker takes. All of it still stands in the log, at its source.
      const value = message.value?.subarray(0, KEPT_OF_TOO_LARGE_BYTES) ?? null;
      await this.#deadLetters.send({ value, headers: { ...headers, 'dead-letter-cut': 'true' } });
    }
  }

  async #keepAlive({ heartbeat, isRunning, isStale }: EachBatchPayload): Promise<void> {
    if (this.#stopping || !isRunning() || isStale()) throw new BatchAbandoned('the batch will be read again');
    this.#watch.alive();
    await heartbeat();
  }
}

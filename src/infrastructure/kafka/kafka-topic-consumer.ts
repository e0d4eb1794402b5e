import type { KafkaMessage } from 'kafkajs';
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
import { RenewedSession } from '../retry/renewed-session';
import { retryWithBackOff, WorkGivenUp, type CountedAttempt } from '../retry/retry';
import type { ComponentHealth } from '../retry/store-health';
import { BatchingProducer } from './batching-producer';
import { ConsumerSession, type SessionBatch } from './consumer-session';
import { textHeadersOf, type KafkaClient } from './kafka-client';
import { Linger } from './linger';
import { isTooLarge } from './message-size';
import { PoisonIsolation, type Chunk } from './poison-isolation';

const DEAD_LETTER_DEADLINE_MS = 10_000;
const KEPT_OF_TOO_LARGE_BYTES = 64 * 1024;

type Options<Item> = {
  kafka: KafkaClient;
  topic: string;
  groupId: string;
  /** Throws `UnprocessableMessage` for a message that can never be processed. */
  decode: (value: string) => Item;
  onBatch: (items: readonly Item[], retry: Retry) => Promise<void>;
  attempts: DeliveryAttempts;
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
  readonly #sessions: RenewedSession;
  readonly #deadLetters: BatchingProducer;
  readonly #counted: CountedWork;
  readonly #isolation: PoisonIsolation;
  readonly #linger = new Linger();
  #stopping = false;

  constructor(private readonly options: Options<Item>) {
    const { kafka, topic, groupId, attempts, logger } = options;
    this.name = `kafka-consumer ${topic}`;
    this.#deadLetters = new BatchingProducer(kafka, TOPICS.deadLetters, DEAD_LETTER_DEADLINE_MS);
    this.#counted = new CountedWork(attempts, logger);
    this.#isolation = new PoisonIsolation(this.#counted, options);
    this.#sessions = new RenewedSession({
      ...options,
      port: this.#port,
      open: (works) =>
        new ConsumerSession({
          kafka,
          topic,
          groupId,
          works,
          onBatch: (payload) => this.#onBatchAndLinger(payload),
          onJoin: () => this.#isolation.forget(),
        }),
    });
  }

  /** Resolves once it consumes, or else when its broker was waited for long enough; it goes on trying then. */
  async start(): Promise<void> {
    await this.#sessions.start();
    this.options.logger.info({ topic: this.options.topic }, 'consuming');
  }

  /** Finishes the chunk at hand and commits it, then leaves the group. */
  async stop(): Promise<void> {
    this.#stopping = true;
    await this.#sessions.stop();
    await this.#deadLetters.close();
  }

  async #onBatchAndLinger(payload: SessionBatch): Promise<void> {
    this.#linger.begin();
    await this.#onBatch(payload);
    await this.#linger.end(payload.batch.messages.length);
  }

  async #onBatch(payload: SessionBatch): Promise<void> {
    const { messages, partition } = payload.batch;
    for (let at = 0; at < messages.length;) {
      if (this.#stopping || payload.session.isOver || !payload.isRunning() || payload.isStale()) return;
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

  async #workOn({ messages, handled, ids }: Chunk, payload: SessionBatch): Promise<void> {
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

  #retryDuring(payload: SessionBatch, attempt?: CountedAttempt): Retry {
    return retryWithBackOff({ ...this.options, keepAlive: () => this.#keepAlive(payload), attempt });
  }

  async #commit(payload: SessionBatch, { offset }: KafkaMessage): Promise<void> {
    failpoint('before-offset-commit');
    try {
      const { batch, session } = payload;
      const isLast = offset === batch.messages.at(-1)?.offset;
      await session.commitPast(batch.partition, isLast ? batch.lastOffset() : offset);
      // Only now: whoever was refused would go on behind it, and keep no place until something else comes.
      payload.resolveOffset(offset);
      session.alive();
      await payload.heartbeat();
    } catch (cause) {
      // A group that rebalances, or a broker that is away, is no fault of these messages.
      throw new WorkGivenUp('the place in the log was not kept', { cause });
    }
  }

  async #process(chunk: readonly KafkaMessage[], partition: number, retry: Retry): Promise<void> {
    const deadLetter = (message: KafkaMessage, cause: DeadLetterCause): Promise<void> =>
      retry('dead-letters', () => this.#deadLetter(message, partition, cause));
    const decode = ({ value }: KafkaMessage): Item => this.options.decode(value?.toString('utf8') ?? '');
    const readable = await decodeOrDeadLetter(chunk, { decode, deadLetter });
    const work = (items: readonly Item[]): Promise<void> => this.options.onBatch(items, retry);
    await workOrDeadLetter(readable, { work, deadLetter });
  }

  #deadLetterPoison(message: KafkaMessage, attempts: number, payload: SessionBatch): Promise<void> {
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

  async #keepAlive({ heartbeat, isRunning, isStale, session }: SessionBatch): Promise<void> {
    if (this.#stopping || session.isOver || !isRunning() || isStale())
      throw new BatchAbandoned('the batch will be read again');
    session.alive();
    await heartbeat();
  }
}

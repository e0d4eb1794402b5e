import type { Kafka, Message } from 'kafkajs';
import { StoreUnavailable } from '@/src/application/ports/store-unavailable';
import { bytesOf, isTooLarge } from './message-size';
import { RenewedProducer } from './renewed-producer';

const LARGEST_BATCH = 500;

/**
 * All of a request may go to one partition, and a broker takes 1 MiB for one unless it is told otherwise
 * (`message.max.bytes`). One that takes less refuses, and gets smaller ones from then on.
 */
const LARGEST_BATCH_BYTES = 768 * 1024;

type Waiting = {
  message: Message;
  acknowledge: () => void;
  fail: (cause: unknown) => void;
  expired: boolean;
};

/**
 * A producer that sends what queued up while the last send was on its way, so that many callers share few requests. The
 * size of one caller's message never fails another's.
 */
export class BatchingProducer {
  readonly #producer: RenewedProducer;
  readonly #queue: Waiting[] = [];
  #pumping = false;
  #largestBytes = LARGEST_BATCH_BYTES;

  constructor(
    kafka: Kafka,
    private readonly topic: string,
    private readonly deadlineMs: number,
  ) {
    this.#producer = new RenewedProducer(kafka, deadlineMs);
  }

  /** Resolves once acknowledged; rejects on an error or after the deadline, when the outcome is unknown. */
  send(message: Message): Promise<void> {
    return new Promise((resolve, reject) => {
      const waiting: Waiting = {
        message,
        expired: false,
        acknowledge: () => settle(resolve),
        fail: (cause) => settle(() => reject(cause)),
      };
      const timer = setTimeout(() => {
        waiting.expired = true;
        reject(new StoreUnavailable(`Kafka did not acknowledge in ${this.deadlineMs} ms`));
      }, this.deadlineMs);
      const settle = (finish: () => void) => {
        clearTimeout(timer);
        finish();
      };
      this.#queue.push(waiting);
      void this.#pump();
    });
  }

  close(): Promise<void> {
    return this.#producer.close();
  }

  async #pump(): Promise<void> {
    if (this.#pumping) return;
    this.#pumping = true;
    while (this.#queue.length > 0) {
      const batch = this.#queue
        .splice(0, fitting(this.#queue, this.#largestBytes))
        .filter(({ expired }) => !expired);
      if (batch.length > 0) await this.#sendBatch(batch);
    }
    this.#pumping = false;
  }

  async #sendBatch(batch: readonly Waiting[]): Promise<void> {
    try {
      await this.#producer.send({ topic: this.topic, messages: batch.map(({ message }) => message) });
      for (const { acknowledge } of batch) acknowledge();
    } catch (error) {
      if (isTooLarge(error) && batch.length > 1) return this.#sendSmaller(batch);
      for (const { fail } of batch) fail(error);
    }
  }

  /** In the end only a message that is too large by itself is refused. */
  #sendSmaller(batch: readonly Waiting[]): void {
    this.#largestBytes = batch.reduce((sum, { message }) => sum + bytesOf(message), 0) / 2;
    this.#queue.unshift(...batch);
  }
}

/** How many of those at the front go into one request; one always does. */
const fitting = (queue: readonly Waiting[], largestBytes: number): number => {
  let bytes = 0;
  const end = queue.findIndex(({ message }) => (bytes += bytesOf(message)) > largestBytes);
  return Math.min(LARGEST_BATCH, end === -1 ? queue.length : Math.max(1, end));
};

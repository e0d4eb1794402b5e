import type { Kafka, Message } from 'kafkajs';
import { StoreUnavailable } from '@/src/application/ports/store-unavailable';
import { RenewedProducer } from './renewed-producer';

const LARGEST_BATCH = 500;

type Waiting = {
  message: Message;
  acknowledge: () => void;
  fail: (cause: unknown) => void;
  expired: boolean;
};

/** A producer that sends what queued up while the last send was on its way, so that many callers share few requests. */
export class BatchingProducer {
  readonly #producer: RenewedProducer;
  readonly #queue: Waiting[] = [];
  #pumping = false;

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
      const batch = this.#queue.splice(0, LARGEST_BATCH).filter(({ expired }) => !expired);
      if (batch.length > 0) await this.#sendBatch(batch);
    }
    this.#pumping = false;
  }

  async #sendBatch(batch: readonly Waiting[]): Promise<void> {
    try {
      await this.#producer.send({ topic: this.topic, messages: batch.map(({ message }) => message) });
      for (const { acknowledge } of batch) acknowledge();
    } catch (error) {
      for (const { fail } of batch) fail(error);
    }
  }
}

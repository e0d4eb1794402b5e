import { setTimeout as sleep } from 'node:timers/promises';
import type { Retry } from '@/src/application/ports/retry';
import { retryWithBackOff, waitMsAfter, type CountedAttempt } from '../retry/retry';
import type { ComponentHealth } from '../retry/store-health';
import { PREFETCH, StompBatch, type BatchOptions } from './stomp-batch';
import { StompSession, type StompMessage } from './stomp-session';

const BATCH_SIZE = 250;
const STABLE_AFTER_MS = 10_000;

type Options<Item> = BatchOptions<Item> & { url: string; health: ComponentHealth };

class SessionOver extends Error {}

/**
 * Takes messages from a queue in batches and acknowledges them only after the batch was processed, on the connection
 * that delivered them. Whatever was not acknowledged comes again. Messages that cannot be read move to the dead-letter
 * queue, with the reason, in the same broker transaction that acknowledges them.
 */
export class ActiveMqQueueConsumer<Item> {
  readonly name = 'activemq-consumer';
  #stopping = false;
  #session: StompSession | undefined;
  #running: Promise<void> = Promise.resolve();
  #wake = () => {};

  constructor(private readonly options: Options<Item>) {}

  async start(): Promise<void> {
    this.#running = this.#keepConsuming();
  }

  /** Finishes the batch at hand, then disconnects. */
  async stop(): Promise<void> {
    this.#stopping = true;
    this.#wake();
    await this.#running;
  }

  /** Reconnects for as long as the process lives: a broker that is away is an outage, not an error. */
  async #keepConsuming(): Promise<void> {
    const { url, health, logger } = this.options;
    for (let failures = 0; !this.#stopping;) {
      const startedAt = Date.now();
      try {
        this.#session = await StompSession.open(url);
        health.recovered('review-queue');
        logger.info({ queue: this.options.queue }, 'consuming');
        await this.#consume(this.#session);
      } catch (error) {
        if (this.#stopping) return;
        health.failed('review-queue', error);
        logger.warn({ err: error }, 'ActiveMQ is away, connecting again');
        failures = Date.now() - startedAt > STABLE_AFTER_MS ? 0 : failures + 1;
        await sleep(waitMsAfter(failures));
      } finally {
        await this.#session?.close();
      }
    }
  }

  async #consume(session: StompSession): Promise<void> {
    const batches = new StompBatch(session, this.options, (attempt) => this.#retryDuring(session, attempt));
    const inbox: StompMessage[] = [];
    session.onEnd(() => this.#wake());
    session.subscribe(`/queue/${this.options.queue}`, PREFETCH, (message) => {
      inbox.push(message);
      this.#wake();
    });

    while (!this.#stopping) {
      if (session.ended) throw new SessionOver('the connection to ActiveMQ ended');
      const batch = inbox.splice(0, BATCH_SIZE);
      if (batch.length > 0) await this.#process(batches, batch);
      else await new Promise<void>((resolve) => (this.#wake = resolve));
    }
  }

  async #process(batches: StompBatch<Item>, batch: readonly StompMessage[]): Promise<void> {
    this.options.health.waiting('review-queue');
    try {
      await batches.process(batch);
    } finally {
      this.options.health.progressed('review-queue');
    }
  }

  #retryDuring(session: StompSession, attempt?: CountedAttempt): Retry {
    const keepAlive = async () => {
      if (this.#stopping || session.ended)
        throw new SessionOver('the messages at hand will be delivered again');
    };
    return retryWithBackOff({ ...this.options, keepAlive, attempt });
  }
}

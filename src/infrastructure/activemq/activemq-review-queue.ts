import { encodeQueued, QUEUES } from '@/src/application/contracts/messages';
import type { ReviewQueue } from '@/src/application/ports/review-queue';
import type { QueuedRegistration } from '@/src/domain/registration';
import { failpoint } from '../failpoints/failpoint';
import { StompSession, type StompFrame } from './stomp-session';

/** The producing side of the review queue: a persistent message for each registration, one transaction for a batch. */
export class ActiveMqReviewQueue implements ReviewQueue {
  #session: Promise<StompSession> | undefined;

  constructor(private readonly url: string) {}

  async enqueue(registrations: readonly QueuedRegistration[]): Promise<void> {
    if (registrations.length === 0) return;
    const session = await this.#open();
    await session.transaction(registrations.map(toFrame));
    failpoint('after-mq-commit');
  }

  async close(): Promise<void> {
    const session = await this.#session?.catch(() => undefined);
    await session?.close();
  }

  /** A session that failed or ended is forgotten, and the next batch opens a new one. */
  async #open(): Promise<StompSession> {
    this.#session ??= StompSession.open(this.url);
    try {
      const session = await this.#session;
      if (!session.ended) return session;
    } catch (error) {
      this.#session = undefined;
      throw error;
    }
    this.#session = StompSession.open(this.url);
    return this.#session;
  }
}

const toFrame = (registration: QueuedRegistration): StompFrame => ({
  command: 'SEND',
  headers: {
    destination: `/queue/${QUEUES.review}`,
    // STOMP's own default is a message that does not survive the broker.
    persistent: 'true',
    'content-type': 'application/json',
    'registration-id': registration.id,
  },
  body: encodeQueued(registration),
});

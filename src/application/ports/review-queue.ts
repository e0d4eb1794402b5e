import type { QueuedRegistration } from '@/src/domain/registration';

/** The queue between the orchestrator and the mq-consumer. */
export type ReviewQueue = {
  /**
   * Puts all of them on the queue, persistently, in one transaction. Resolves when the broker has confirmed it; rejects
   * (within 15 s) where the outcome is unknown, and then all of them must be queued again: repeats are absorbed.
   */
  enqueue(registrations: readonly QueuedRegistration[]): Promise<void>;
};

import type { QueuedRegistration } from '@/src/domain/registration';

/** The queue between the orchestrator and the mq-consumer. */
export type ReviewQueue = {
  /** Puts all of them on the queue, persistently, in one transaction: resolves when the broker confirmed, rejects if unknown. */
  enqueue(registrations: readonly QueuedRegistration[]): Promise<void>;
};

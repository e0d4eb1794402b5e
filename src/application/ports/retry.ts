/** The ports behind which a store can be away. Composition roots map them to the servers that operators know. */
export type PortName =
  | 'submissions'
  | 'decision-log'
  | 'dead-letters'
  | 'review-queue'
  | 'records'
  | 'pending'
  | 'delivery-attempts'
  | 'decisions'
  | 'outbox'
  | 'notices'
  | 'mail';

/**
 * Repeats the work with back-off until it succeeds, because a store that fails is an outage and never a reason to drop
 * a message; so the work must be safe to repeat. Rejects only when the process is told to stop or has lost the messages
 * at hand: the caller then lets the rejection pass, and the messages come again; or, with `ContentRefused`, where the
 * store will never take what it was given. `port` is what the work uses, for the
 * readiness report.
 */
export type Retry = <T>(port: PortName, work: () => Promise<T>) => Promise<T>;

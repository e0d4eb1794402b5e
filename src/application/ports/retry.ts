/**
 * Repeats the work with back-off until it succeeds, because a store that refuses is an outage and never a reason to
 * drop a message. It gives up, by throwing, only when the process is told to stop or has lost the messages at hand.
 * `hop` names the store for the readiness report.
 */
export type Retry = <T>(hop: string, work: () => Promise<T>) => Promise<T>;

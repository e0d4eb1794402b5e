import type { RecordPosition } from './registration-records';

/**
 * How far everything was looked at: the record up to a position, the decisions up to a time; and when everything was looked
 * at the last time, however old.
 */
export type Reconciled = RecordPosition & { decidedUntil: Date; wholeAt: Date };

/**
 * How far the reconciler has come. It is kept in the store of the pending list, so that it is lost where that is lost, and as
 * old as that where an older state of it was brought back. Each call rejects within 1 s where the store is away.
 */
export type ReconcilerProgress = {
  read(): Promise<Reconciled | undefined>;
  save(reconciled: Reconciled): Promise<void>;
};

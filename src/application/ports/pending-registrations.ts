import type { Outcome } from '@/src/domain/decision';
import type { PendingRegistration, RegistrationId } from '@/src/domain/registration';

export type Admission =
  | { kind: 'admitted' }
  | { kind: 'already-pending' }
  | { kind: 'already-decided' }
  /** The address belongs to `of`, which is pending: the caller records the duplicate. */
  | { kind: 'duplicate'; of: RegistrationId };

/** `nextCursor` is missing on the last page. `total` counts all that are pending, on whatever page. */
export type PendingListing = { items: PendingRegistration[]; nextCursor?: string; total: number };

/**
 * How a part of the list did not fit the others. A `twin` is a second entry for an address: the caller records the
 * duplicate. Of those in `LOST_ENTRIES` nothing is left, so the caller queues them again.
 */
export type MisfitKind =
  | 'unlisted'
  | 'unclaimed'
  | 'incomplete'
  | 'listed twice'
  | 'claims twice'
  | 'of another type'
  | 'twin'
  | 'unreadable'
  | 'no entry'
  | 'claims without entry';

export const LOST_ENTRIES: readonly MisfitKind[] = ['unreadable', 'no entry', 'claims without entry'];

/** `what` is the id of a registration, or the name of a part; `of` is the other entry of a twin. */
export type PendingMisfit = { what: string; kind: MisfitKind; of?: RegistrationId };

/** The list of those who wait for a reviewer. Each call rejects within 1 s where the store is away. */
export type PendingRegistrations = {
  /** Each one is admitted atomically; the answers stand in the order of the registrations. Safe to repeat. */
  admit(registrations: readonly PendingRegistration[]): Promise<Admission[]>;
  find(id: RegistrationId): Promise<PendingRegistration | undefined>;
  /** Those of the given registrations that are there; the others are missing in the map. */
  findAll(ids: readonly RegistrationId[]): Promise<Map<RegistrationId, PendingRegistration>>;
  /** Those of the given registrations that are on the list, where a reviewer sees them. */
  held(ids: readonly RegistrationId[]): Promise<Set<RegistrationId>>;
  /** All that are on the list, oldest first, in pages of at most 1,000. */
  idPages(): AsyncIterable<RegistrationId[]>;
  /** A page by key, so that its cost does not grow with its depth. `cursor` is an earlier page's `nextCursor`. */
  list(page: { order: 'oldest' | 'newest'; limit: number; cursor?: string }): Promise<PendingListing>;
  /** How many are on the list. */
  count(): Promise<number>;
  /** Takes it off the list and leaves a tombstone, so that a late redelivery cannot bring it back. Idempotent. */
  remove(id: RegistrationId, outcome: Outcome): Promise<void>;
  /**
   * Compares the parts of the list with each other, mends what can be mended from what is left, and answers what did not
   * fit; with `dryRun` nothing is written. Takes a second for 100,000 entries. Safe beside traffic.
   */
  mend(how: { dryRun: boolean }): Promise<PendingMisfit[]>;
  /**
   * The same at a cost that does not grow with the list: the next few thousand entries, and everything only where numbers
   * say that something is missing. `whole` tells which it was.
   */
  mendNext(): Promise<{ misfits: PendingMisfit[]; whole: boolean }>;
};

export type PendingChange =
  | { type: 'admitted'; registrationId: string }
  | { type: 'decided'; registrationId: string; outcome: string }
  /** The connection was away for a while: whatever happened meanwhile was not heard, so the list is read again. */
  | { type: 'lagging' };

/** Changes of the pending list as they happen, best effort: a listener reads the list for the truth. */
export type PendingChanges = {
  /** Calls back for each change until the returned function is called. Never throws. */
  subscribe(listener: (change: PendingChange) => void): () => void;
};

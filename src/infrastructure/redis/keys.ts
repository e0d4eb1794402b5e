/** Every key shares one hash tag, so that the scripts also run on a Redis cluster. */
const TAG = '{portaria}';

export const KEYS = {
  /** Sorted set, all scores 0: members are positions, so that a page by key costs the same at any depth. */
  queue: `${TAG}:pending`,
  /** Hash: e-mail key → the registration that claims it. */
  emails: `${TAG}:pending:emails`,
  /** Hash for each pending registration: `registration` (JSON), `position`, `email`. */
  entry: (id: string) => `${TAG}:pending:${id}`,
  /** String, for a week: how many keys without an end are not of the pending list, as of the last whole comparison. */
  others: `${TAG}:pending-others`,
  /** Hash, for a week: how far the reconciler has come. Its name begins as the list's, so that a deletion by name takes both. */
  reconciled: `${TAG}:pending-reconciled`,
  /** String for each decided registration, for a week: its outcome. */
  tombstone: (id: string) => `${TAG}:decided:${id}`,
  /** Hash for each message that was delivered again and is not done, for a day: who works on it, and what failed. */
  attempts: (messageId: string) => `${TAG}:attempt:${messageId}`,
  /** String for each process that lives, or died within a day without a goodbye: where it runs. */
  life: (instance: string) => `${TAG}:life:${instance}`,
  /** Prefix of the counts of one rate limit: a number for each digest of what is limited, for the limit's window. */
  limit: (name: string) => `${TAG}:limit:${name}`,
  /** String for each Idempotency-Key that was accepted, for a day: its registration. */
  acceptedKey: (keyTag: string) => `${TAG}:accepted-key:${keyTag}`,
  /** Channel of changes. */
  changes: `${TAG}:changes`,
  /** String that the readiness probe writes, for a minute. */
  probe: `${TAG}:probe`,
  /** String for each worker process, for seconds. */
  beat: (worker: string, instance: string) => `${TAG}:beat:${worker}:${instance}`,
  beats: (worker: string) => `${TAG}:beats:${worker}`,
} as const;

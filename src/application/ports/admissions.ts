import type { PendingRegistration, RegistrationId } from '@/src/domain/registration';

/** When a registration was queued and admitted, as its first admission has it. */
export type AdmissionTimes = { queuedAt: Date; pendingSince: Date };

/**
 * The times of admissions, which outlive the pending list and the record. Each call rejects within 6 s where the store
 * is away.
 */
export type Admissions = {
  /** Keeps the times of those that are admitted for the first time, and gives all of them with the times that stand. */
  keepFirst(registrations: readonly PendingRegistration[]): Promise<PendingRegistration[]>;
  /** Those of the given registrations that were ever admitted; the others are missing in the map. */
  findAll(ids: readonly RegistrationId[]): Promise<Map<RegistrationId, AdmissionTimes>>;
};

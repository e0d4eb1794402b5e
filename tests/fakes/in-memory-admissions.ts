import type { Admissions, AdmissionTimes } from '@/src/application/ports/admissions';
import type { PendingRegistration, RegistrationId } from '@/src/domain/registration';

/** The times of admissions by their contract. */
export class InMemoryAdmissions implements Admissions {
  readonly times = new Map<RegistrationId, AdmissionTimes>();

  async keepFirst(registrations: readonly PendingRegistration[]): Promise<PendingRegistration[]> {
    for (const { id, queuedAt, pendingSince } of registrations) {
      if (!this.times.has(id)) this.times.set(id, { queuedAt, pendingSince });
    }
    return registrations.map((registration) => ({ ...registration, ...this.times.get(registration.id) }));
  }

  async findAll(ids: readonly RegistrationId[]): Promise<Map<RegistrationId, AdmissionTimes>> {
    return new Map([...this.times].filter(([id]) => ids.includes(id)));
  }
}

import type { Admissions, AdmissionTimes } from '@/src/application/ports/admissions';
import type { PendingRegistration, RegistrationId } from '@/src/domain/registration';
import type { PrismaClient } from './prisma-client';

/** The times of admissions in Postgres; the primary key lets the first ones stand. */
export class PostgresAdmissions implements Admissions {
  constructor(private readonly prisma: PrismaClient) {}

  async keepFirst(registrations: readonly PendingRegistration[]): Promise<PendingRegistration[]> {
    if (registrations.length === 0) return [];
    const rows = registrations.map(({ id, queuedAt, pendingSince }) => ({ id, queuedAt, pendingSince }));
    const count = await this.prisma.$executeRaw`
      INSERT INTO admissions (registration_id, queued_at, pending_since)
      SELECT id, "queuedAt", "pendingSince"
      FROM jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) AS r(id uuid, "queuedAt" timestamptz, "pendingSince" timestamptz)
      ORDER BY id ON CONFLICT DO NOTHING`;
    if (count === registrations.length) return [...registrations];
    const first = await this.findAll(registrations.map(({ id }) => id));
    return registrations.map((registration) => ({ ...registration, ...first.get(registration.id) }));
  }

  async findAll(ids: readonly RegistrationId[]): Promise<Map<RegistrationId, AdmissionTimes>> {
    if (ids.length === 0) return new Map();
    const rows = await this.prisma.admission.findMany({ where: { registrationId: { in: [...ids] } } });
    return new Map(
      rows.map(({ registrationId, queuedAt, pendingSince }) => [
        registrationId as RegistrationId,
        { queuedAt, pendingSince },
      ]),
    );
  }
}

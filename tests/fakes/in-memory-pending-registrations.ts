import type {
  Admission,
  PendingListing,
  PendingMisfit,
  PendingRegistrations,
} from '@/src/application/ports/pending-registrations';
import type { Outcome } from '@/src/domain/decision';
import { emailKeyOf } from '@/src/domain/email';
import type { PendingRegistration, RegistrationId } from '@/src/domain/registration';

/** The pending list by its contract, which it shares with Redis: tests/contracts/pending-registrations.ts. */
export class InMemoryPendingRegistrations implements PendingRegistrations {
  readonly entries = new Map<RegistrationId, PendingRegistration>();
  readonly tombstones = new Map<RegistrationId, Outcome>();
  /** What a test says does not fit: the list in memory has but one part. */
  readonly misfits: PendingMisfit[] = [];

  async admit(registrations: readonly PendingRegistration[]): Promise<Admission[]> {
    return registrations.map((registration) => this.#admitOne(registration));
  }

  async find(id: RegistrationId): Promise<PendingRegistration | undefined> {
    return this.entries.get(id);
  }

  async findAll(ids: readonly RegistrationId[]): Promise<Map<RegistrationId, PendingRegistration>> {
    const found = await Promise.all(ids.map((id) => this.find(id)));
    return new Map(found.filter((entry) => entry !== undefined).map((entry) => [entry.id, entry]));
  }

  async held(ids: readonly RegistrationId[]): Promise<Set<RegistrationId>> {
    return new Set(ids.filter((id) => this.entries.has(id)));
  }

  async count(): Promise<number> {
    return this.entries.size;
  }

  async *idPages(): AsyncIterable<RegistrationId[]> {
    if (this.entries.size > 0) yield [...this.entries.keys()];
  }

  async list({ order, limit, cursor }: Parameters<PendingRegistrations['list']>[0]): Promise<PendingListing> {
    const sign = order === 'oldest' ? 1 : -1;
    const sorted = [...this.entries.values()].sort((a, b) => sign * (positionOf(a) < positionOf(b) ? -1 : 1));
    const rest = cursor
      ? sorted.filter(
          (entry) => (positionOf(entry) > cursor ? sign : -sign) > 0 && positionOf(entry) !== cursor,
        )
      : sorted;
    const items = rest.slice(0, limit);
    const last = items.length === limit ? items[limit - 1] : undefined;
    return { items, nextCursor: last && positionOf(last), total: this.entries.size };
  }

  async remove(id: RegistrationId, outcome: Outcome): Promise<void> {
    this.tombstones.set(id, outcome);
    this.entries.delete(id);
  }

  async mend({ dryRun }: { dryRun: boolean }): Promise<PendingMisfit[]> {
    return dryRun ? [...this.misfits] : this.misfits.splice(0);
  }

  async mendNext(): Promise<{ misfits: PendingMisfit[]; whole: boolean }> {
    return { misfits: await this.mend({ dryRun: false }), whole: false };
  }

  #admitOne(registration: PendingRegistration): Admission {
    if (this.tombstones.has(registration.id)) return { kind: 'already-decided' };
    if (this.entries.has(registration.id)) return { kind: 'already-pending' };
    const key = emailKeyOf(registration.applicant.email);
    const owner = [...this.entries.values()].find(({ applicant }) => emailKeyOf(applicant.email) === key);
    if (owner) return { kind: 'duplicate', of: owner.id };
    this.entries.set(registration.id, registration);
    return { kind: 'admitted' };
  }
}

const positionOf = ({ id, submittedAt }: PendingRegistration): string =>
  `${String(submittedAt.getTime()).padStart(15, '0')}:${id}`;

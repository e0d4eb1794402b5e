import type { RecordedState, RegistrationRecords } from '@/src/application/ports/registration-records';
import type { Decision } from '@/src/domain/decision';
import type { QueuedRegistration, RegistrationId } from '@/src/domain/registration';

type Known = { queued?: QueuedRegistration; decision?: Decision };

/** The searchable record by its contract, which it shares with Elasticsearch: tests/contracts/registration-records.ts. */
export class InMemoryRegistrationRecords implements RegistrationRecords {
  readonly known = new Map<RegistrationId, Known>();

  async saveQueued(registrations: readonly QueuedRegistration[]): Promise<void> {
    for (const queued of registrations) this.#merge(queued.id, { queued, ...this.known.get(queued.id) });
  }

  async saveDecided(decisions: readonly Decision[]): Promise<void> {
    for (const decision of decisions) {
      this.#merge(decision.registrationId, { decision, ...this.known.get(decision.registrationId) });
    }
  }

  async *undecided({ submittedBefore }: { submittedBefore: Date }): AsyncIterable<QueuedRegistration[]> {
    const open = [...this.known.values()].flatMap(({ queued, decision }) =>
      queued && !decision ? [queued] : [],
    );
    yield open.filter(({ submittedAt }) => submittedAt < submittedBefore);
  }

  async statesOf(ids: readonly RegistrationId[]): Promise<Map<RegistrationId, RecordedState>> {
    return new Map(
      ids.flatMap((id) => {
        const known = this.known.get(id);
        if (!known) return [];
        const status = known.decision?.outcome ?? 'submitted';
        return [[id, { status, complete: known.queued !== undefined }]];
      }),
    );
  }

  async findQueued(ids: readonly RegistrationId[]): Promise<QueuedRegistration[]> {
    return ids.flatMap((id) => this.known.get(id)?.queued ?? []);
  }

  async repeatedSignUpsOf(id: RegistrationId): Promise<QueuedRegistration[]> {
    const repeated = [...this.known.values()].flatMap(({ queued, decision }) =>
      queued && decision?.outcome === 'duplicate' && decision.duplicateOf === id ? [queued] : [],
    );
    return repeated.sort((a, b) => b.submittedAt.getTime() - a.submittedAt.getTime()).slice(0, 10);
  }

  async *idPages(): AsyncIterable<RegistrationId[]> {
    yield [...this.known.keys()];
  }

  async count(): Promise<number> {
    return this.known.size;
  }

  async timesOf(id: RegistrationId): Promise<{ submittedAt: Date; queuedAt: Date } | undefined> {
    const { queued, decision } = this.known.get(id) ?? {};
    return queued ?? decision?.times;
  }

  #merge(id: RegistrationId, known: Known): void {
    this.known.set(id, known);
  }
}

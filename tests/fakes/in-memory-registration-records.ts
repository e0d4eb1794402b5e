import type {
  RecordedState,
  RecordPosition,
  RegistrationRecords,
  Undecided,
} from '@/src/application/ports/registration-records';
import type { Decision } from '@/src/domain/decision';
import type { QueuedRegistration, RegistrationId } from '@/src/domain/registration';

type Known = { queued?: QueuedRegistration; decision?: Decision };

/** The searchable record by its contract, which it shares with Elasticsearch: tests/contracts/registration-records.ts. */
export class InMemoryRegistrationRecords implements RegistrationRecords {
  readonly known = new Map<RegistrationId, Known>();
  /** Which record it is, as far as a position tells. */
  name = 'in memory';
  /** After how many writes each was written last. */
  readonly #writes = new Map<RegistrationId, number>();
  #count = 0;

  async saveQueued(registrations: readonly QueuedRegistration[]): Promise<void> {
    for (const queued of registrations) {
      const known = this.known.get(queued.id);
      if (!known?.queued) this.#merge(queued.id, { queued, ...known });
    }
  }

  async saveDecided(decisions: readonly Decision[]): Promise<void> {
    for (const decision of decisions) {
      this.#merge(decision.registrationId, { decision, ...this.known.get(decision.registrationId) });
    }
  }

  async position(): Promise<RecordPosition> {
    return { record: this.name, writes: this.#count };
  }

  async *undecided({ after = 0 } = {}): AsyncIterable<Undecided[]> {
    const open = [...this.known].flatMap(([id, { queued, decision }]) => {
      const writes = this.#writes.get(id) ?? 0;
      return queued && !decision && writes > after ? [{ registration: queued, writes }] : [];
    });
    yield open.sort((one, other) => one.writes - other.writes);
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
    this.#count += 1;
    this.#writes.set(id, this.#count);
  }
}

import type { Redis } from 'ioredis';
import type {
  Admission,
  PendingListing,
  PendingMisfit,
  PendingRegistrations,
} from '@/src/application/ports/pending-registrations';
import type { Outcome } from '@/src/domain/decision';
import { emailKeyOf } from '@/src/domain/email';
import { toRegistrationId, type PendingRegistration, type RegistrationId } from '@/src/domain/registration';
import { failpoint } from '../failpoints/failpoint';
import { KEYS } from './keys';
import { decodeEntry, encodeEntry, idAt, positionOf } from './pending-entry';
import { PendingRepair } from './pending-repair';
import { withScripts, type ScriptedRedis } from './scripts';

const ID_PAGE_SIZE = 1_000;

/** The pending list: one script writes it, one script takes from it, pages are read by key. */
export class RedisPendingRegistrations implements PendingRegistrations {
  readonly #redis: ScriptedRedis;
  readonly #repair: PendingRepair;
  #comparing: Promise<unknown> | undefined;

  constructor(redis: Redis) {
    this.#redis = withScripts(redis);
    this.#repair = new PendingRepair(redis);
  }

  async admit(registrations: readonly PendingRegistration[]): Promise<Admission[]> {
    if (registrations.length === 0) return [];
    let answers = await this.#admitAll(registrations, '');
    // Whoever was admitted before the lists differed is pending already when they come again.
    if (answers.some(([kind]) => kind === 'unsound')) {
      await this.#compareOnce();
      answers = await this.#admitAll(registrations, 'compared');
    }
    failpoint('after-redis-script');
    return answers.map(readAdmission);
  }

  async find(id: RegistrationId): Promise<PendingRegistration | undefined> {
    const json = await this.#redis.hget(KEYS.entry(id), 'registration');
    return json ? readEntry(json) : undefined;
  }

  async findAll(ids: readonly RegistrationId[]): Promise<Map<RegistrationId, PendingRegistration>> {
    const found = await Promise.all(ids.map((id) => this.find(id)));
    return new Map(found.filter((entry) => entry !== undefined).map((entry) => [entry.id, entry]));
  }

  async held(ids: readonly RegistrationId[]): Promise<Set<RegistrationId>> {
    if (ids.length === 0) return new Set();
    const keys = [KEYS.queue, ...ids.map(KEYS.entry)];
    const held = await this.#redis.heldPending(keys.length, ...keys);
    return new Set(ids.filter((_, index) => held[index] === 1));
  }

  async *idPages(): AsyncIterable<RegistrationId[]> {
    for (let after = '-'; ;) {
      const positions = await this.#redis.zrangebylex(KEYS.queue, after, '+', 'LIMIT', 0, ID_PAGE_SIZE);
      if (positions.length > 0) yield positions.map(idAt).filter((id) => id !== undefined);
      if (positions.length < ID_PAGE_SIZE) return;
      after = `(${positions.at(-1)}`;
    }
  }

  async list({ order, limit, cursor }: Parameters<PendingRegistrations['list']>[0]): Promise<PendingListing> {
    const [positions, total] = await Promise.all([
      order === 'oldest'
        ? this.#redis.zrangebylex(KEYS.queue, cursor ? `(${cursor}` : '-', '+', 'LIMIT', 0, limit)
        : this.#redis.zrevrangebylex(KEYS.queue, cursor ? `(${cursor}` : '+', '-', 'LIMIT', 0, limit),
      this.#redis.zcard(KEYS.queue),
    ]);
    const entries = await Promise.all(positions.map((position) => this.#entryAt(position)));
    const items = entries.filter((entry) => entry !== undefined);
    const nextCursor = positions.length === limit ? positions[limit - 1] : undefined;
    return { items, nextCursor, total };
  }

  count(): Promise<number> {
    return this.#redis.zcard(KEYS.queue);
  }

  async remove(id: RegistrationId, outcome: Outcome): Promise<void> {
    failpoint('before-redis-removal');
    const keys = [KEYS.tombstone(id), KEYS.entry(id), KEYS.queue, KEYS.emails];
    await this.#redis.removePending(...keys, id, outcome, KEYS.changes);
  }

  mend(how: { dryRun: boolean }): Promise<PendingMisfit[]> {
    return this.#repair.run(how);
  }

  mendNext(): Promise<{ misfits: PendingMisfit[]; whole: boolean }> {
    return this.#repair.runNext();
  }

  #admitAll(registrations: readonly PendingRegistration[], compared: 'compared' | '') {
    const keys = registrations.flatMap(({ id }) => [KEYS.tombstone(id), KEYS.entry(id)]);
    const values = registrations.flatMap((registration) => [
      registration.id,
      positionOf(registration),
      emailKeyOf(registration.applicant.email),
      encodeEntry(registration),
    ]);
    return this.#redis.admit(
      2 + keys.length,
      KEYS.queue,
      KEYS.emails,
      ...keys,
      KEYS.changes,
      compared,
      ...values,
    );
  }

  /** One comparison for all admissions that wait for it. */
  #compareOnce(): Promise<unknown> {
    this.#comparing ??= this.mend({ dryRun: false }).finally(() => (this.#comparing = undefined));
    return this.#comparing;
  }

  /** Undefined for an entry that was decided between the two reads. */
  #entryAt(position: string): Promise<PendingRegistration | undefined> {
    const id = idAt(position);
    return id ? this.find(id) : Promise.resolve(undefined);
  }
}

/** Undefined for an entry that cannot be read any more: it must not keep the others from being shown. */
const readEntry = (json: string): PendingRegistration | undefined => {
  try {
    return decodeEntry(json);
  } catch {
    return undefined;
  }
};

const readAdmission = ([kind, owner]: [string, string?]): Admission => {
  const of = owner && toRegistrationId(owner);
  if (kind === 'duplicate' && of) return { kind, of };
  if (kind === 'admitted' || kind === 'already-pending' || kind === 'already-decided') return { kind };
  throw new Error(`the admission script answered ${kind}`);
};

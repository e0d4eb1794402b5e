import type { Redis } from 'ioredis';
import type { MisfitKind, PendingMisfit } from '@/src/application/ports/pending-registrations';
import { emailKeyOf } from '@/src/domain/email';
import { toRegistrationId, type PendingRegistration, type RegistrationId } from '@/src/domain/registration';
import { KEYS } from './keys';
import { withMendScripts, type MendingRedis } from './mend-scripts';
import { decodeEntry, idAt, positionOf } from './pending-entry';
import { PendingNumbers } from './pending-numbers';

const SCAN_COUNT = 1_000;
/** What one script looks at, so that nobody else waits for it for longer than some milliseconds. */
const BATCH_SIZE = 250;
/** What is compared without a reason to, each time. */
const NEXT_SIZE = 5_000;
const ENTRY_PREFIX = KEYS.entry('');

/**
 * Compares the parts of the pending list with each other: every entry with the list and the claims, and these with the
 * entries where their numbers differ. Each batch is compared and mended in one script, so it is safe beside traffic.
 */
export class PendingRepair {
  readonly #redis: MendingRedis;
  readonly #numbers: PendingNumbers;
  #next = '-';

  constructor(redis: Redis) {
    this.#redis = withMendScripts(redis);
    this.#numbers = new PendingNumbers(redis);
  }

  /** Compares the next entries of the list in turn, or everything where the numbers say that something is missing. */
  async runNext(): Promise<{ misfits: PendingMisfit[]; whole: boolean }> {
    const found = (await this.#numbers.fit()) ? await this.#compareNext() : undefined;
    if (found?.length === 0) return { misfits: [], whole: false };
    // What lost one of its parts may have left others behind.
    const misfits = [...(found ?? []), ...(await this.run({ dryRun: false }))];
    await this.#numbers.remember();
    return { misfits, whole: true };
  }

  /** Answers what did not fit; with `dryRun` it was left so. */
  async run({ dryRun }: { dryRun: boolean }): Promise<PendingMisfit[]> {
    const mode = dryRun ? 'dry' : 'mend';
    const misfits = await this.#redis.mendTypes(KEYS.queue, KEYS.emails, mode);
    // Nothing can be compared with what is still of another type.
    if (dryRun && misfits.length > 0) return misfits.map(toMisfit);
    let entries = 0;
    for await (const ids of this.#entryIds()) {
      const found = await this.#compareEntries(ids, mode);
      entries += ids.length - found.filter(([, kind]) => kind === 'unreadable').length;
      misfits.push(...found);
    }
    // Both have one member for each entry; a difference that traffic made costs no more than another look.
    const [listed, claims] = await Promise.all([
      this.#redis.zcard(KEYS.queue),
      this.#redis.hlen(KEYS.emails),
    ]);
    if (listed !== entries) misfits.push(...(await this.#compareList(mode)));
    if (claims !== entries) misfits.push(...(await this.#compareClaims(mode)));
    return misfits.map(toMisfit);
  }

  async #compareNext(): Promise<PendingMisfit[]> {
    const positions = await this.#redis.zrangebylex(KEYS.queue, this.#next, '+', 'LIMIT', 0, NEXT_SIZE);
    this.#next = positions.length < NEXT_SIZE ? '-' : `(${positions.at(-1)}`;
    const misfits: Found = [];
    for (const batch of batchesOf(positions)) {
      misfits.push(...(await this.#redis.mendList(KEYS.queue, 'mend', ENTRY_PREFIX, ...batch)));
      const ids = batch.map(idAt).filter((id) => id !== undefined);
      misfits.push(...(await this.#compareEntries(ids, 'mend')));
    }
    return misfits.map(toMisfit);
  }

  async *#entryIds(): AsyncIterable<RegistrationId[]> {
    const stream = this.#redis.scanStream({ match: `${ENTRY_PREFIX}*`, count: SCAN_COUNT });
    for await (const keys of stream as AsyncIterable<string[]>) {
      const ids = new Set(keys.map((key) => toRegistrationId(key.slice(ENTRY_PREFIX.length))));
      ids.delete(undefined);
      for (const batch of batchesOf([...ids] as RegistrationId[])) yield batch;
    }
  }

  async #compareEntries(ids: readonly RegistrationId[], mode: string): Promise<Found> {
    const misfits = await this.#mendEntries(ids, mode);
    const unreadable = misfits.filter(([, kind]) => kind === 'unreadable');
    if (mode === 'dry' || unreadable.length === 0) return misfits;
    const restored: RegistrationId[] = [];
    for (const misfit of unreadable) {
      const id = misfit[0] as RegistrationId;
      if (!(await this.#restore(id))) continue;
      restored.push(id);
      misfit[1] = 'incomplete';
    }
    return [...misfits, ...(await this.#mendEntries(restored, mode))];
  }

  async #mendEntries(ids: readonly RegistrationId[], mode: string): Promise<Found> {
    if (ids.length === 0) return [];
    const keys = [KEYS.queue, KEYS.emails, ...ids.map(KEYS.entry)];
    return this.#redis.mendEntries(keys.length, ...keys, mode, ENTRY_PREFIX, ...ids);
  }

  /** Completes an entry from its registration, and answers true; drops one whose registration cannot be read. */
  async #restore(id: RegistrationId): Promise<boolean> {
    const json = (await this.#redis.hget(KEYS.entry(id), 'registration').catch(() => null)) ?? '';
    const registration = read(id, json);
    const completed = registration
      ? [positionOf(registration), emailKeyOf(registration.applicant.email)]
      : ['', ''];
    await this.#redis.restoreEntry(KEYS.entry(id), json, ...completed);
    return registration !== undefined;
  }

  async #compareList(mode: string): Promise<Found> {
    const misfits: Found = [];
    for await (const page of this.#redis.zscanStream(KEYS.queue, { count: SCAN_COUNT }) as AsyncIterable<
      string[]
    >) {
      const positions = page.filter((_, index) => index % 2 === 0);
      for (const batch of batchesOf(positions))
        misfits.push(...(await this.#redis.mendList(KEYS.queue, mode, ENTRY_PREFIX, ...batch)));
    }
    return misfits;
  }

  async #compareClaims(mode: string): Promise<Found> {
    const misfits: Found = [];
    for await (const claims of this.#redis.hscanStream(KEYS.emails, { count: SCAN_COUNT }) as AsyncIterable<
      string[]
    >) {
      for (const batch of batchesOf(claims))
        misfits.push(...(await this.#redis.mendClaims(KEYS.emails, mode, ENTRY_PREFIX, ...batch)));
    }
    return misfits;
  }
}

type Found = Awaited<ReturnType<MendingRedis['mendTypes']>>;

/** Batches of an even number, since claims come in pairs. */
const batchesOf = <T>(all: readonly T[]): T[][] =>
  Array.from({ length: Math.ceil(all.length / BATCH_SIZE) }, (_, index) =>
    all.slice(index * BATCH_SIZE, (index + 1) * BATCH_SIZE),
  );

const read = (id: RegistrationId, json: string): PendingRegistration | undefined => {
  try {
    const registration = decodeEntry(json);
    return registration.id === id ? registration : undefined;
  } catch {
    return undefined;
  }
};

const toMisfit = ([what, kind, other]: Found[number]): PendingMisfit => ({
  what,
  kind: kind as MisfitKind,
  ...(other !== undefined && { of: other as RegistrationId }),
});

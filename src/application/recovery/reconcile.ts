import type { Decision } from '@/src/domain/decision';
import type { QueuedRegistration, RegistrationId } from '@/src/domain/registration';
import type { DeadLetters } from '../ports/dead-letters';
import type { Decisions } from '../ports/decisions';
import type { PendingRegistrations } from '../ports/pending-registrations';
import type { Reconciled, ReconcilerProgress } from '../ports/reconciler-progress';
import type { RecordPosition, RegistrationRecords, Undecided } from '../ports/registration-records';
import type { ReviewQueue } from '../ports/review-queue';
import { lostFinder } from './find-lost';

type Ports = {
  records: Pick<RegistrationRecords, 'position' | 'undecided' | 'statesOf' | 'saveDecided'>;
  pending: Pick<PendingRegistrations, 'idPages' | 'held' | 'remove'>;
  decisions: Pick<Decisions, 'findAll' | 'decidedBetween'>;
  deadLetters: Pick<DeadLetters, 'list'>;
  reviewQueue: ReviewQueue;
  progress: ReconcilerProgress;
  now: () => Date;
};

/** Younger ones are most likely on their way. */
const OLD_ENOUGH_MS = 5 * 60 * 1_000;

/** What was in order when it was new is looked at again so often: the cost of that grows with the list. */
const WHOLE_EVERY_MS = 6 * 60 * 60 * 1_000;

/** `recorded`: how many decisions the record had not heard of. `whole`: everything was looked at, not only what is new. */
export type Reconciliation = {
  requeued: QueuedRegistration[];
  removed: number;
  recorded: number;
  whole: boolean;
};

/**
 * Mends the gaps that a crash or the loss of a part of a store can leave: an entry whose decision is stored is taken off
 * the list; a registration that the record knows as undecided is queued again where no other place holds it, and told the
 * record where it is decided after all, as when the outbox or the decision log lost it. Idempotent, and harmless for what
 * is merely slow: a second message for a registration is absorbed.
 *
 * It looks at what is new since the last time, until that has found its place, and at everything where `whole` asks for
 * it, every few hours, and where its progress was lost with the list or belongs to another record.
 */
export const reconcile =
  (ports: Ports) =>
  async ({ whole = false } = {}): Promise<Reconciliation> => {
    const { records, progress, now } = ports;
    const end = await records.position();
    const last = whole ? undefined : await progress.read();
    const since = last && isUsable(last, end, now()) ? last : undefined;
    const oldEnough = new Date(now().getTime() - OLD_ENOUGH_MS);
    const decided = since ? await spreadDecided(ports, since.decidedUntil, oldEnough) : undefined;
    const removed = decided?.removed ?? (await removeDecided(ports));
    const { settled, ...mended } = await mendUndecided(ports, { oldEnough, after: since?.writes });
    if (end) {
      const writes = Math.min(settled ?? end.writes, end.writes);
      const wholeAt = since?.wholeAt ?? now();
      await progress.save({ record: end.record, writes, decidedUntil: oldEnough, wholeAt });
    }
    const recorded = mended.recorded + (decided?.recorded ?? 0);
    return { requeued: mended.requeued, removed, recorded, whole: !since };
  };

const isUsable = (last: Reconciled, end: RecordPosition | undefined, now: Date): boolean =>
  last.record === end?.record && now.getTime() - last.wholeAt.getTime() < WHOLE_EVERY_MS;

const removeDecided = async ({ pending, decisions }: Ports): Promise<number> => {
  let removed = 0;
  for await (const ids of pending.idPages()) {
    const decided = await decisions.findAll(ids);
    await removeAll(pending, [...decided.values()]);
    removed += decided.size;
  }
  return removed;
};

/** Brings the decisions of some time to whoever has not heard of them. */
const spreadDecided = async (
  { decisions, pending, records }: Ports,
  after: Date,
  until: Date,
): Promise<{ removed: number; recorded: number }> => {
  let [removed, recorded] = [0, 0];
  for await (const page of decisions.decidedBetween(after, until)) {
    const ids = page.map(({ registrationId }) => registrationId);
    const held = await pending.held(ids);
    await removeAll(
      pending,
      page.filter(({ registrationId }) => held.has(registrationId)),
    );
    removed += held.size;
    const states = await records.statesOf(ids);
    const unheard = page.filter(({ registrationId }) => states.get(registrationId)?.status === 'submitted');
    if (unheard.length > 0) await records.saveDecided(unheard);
    recorded += unheard.length;
  }
  return { removed, recorded };
};

const removeAll = async (pending: Ports['pending'], decided: readonly Decision[]): Promise<void> => {
  for (const { registrationId, outcome } of decided) await pending.remove(registrationId, outcome);
};

type Mended = Pick<Reconciliation, 'requeued' | 'recorded'> & { settled: number | undefined };

/**
 * Looks at what was written after so many writes, or at all of it. `settled`: up to which write all have their place, or
 * undefined where all have; what is lost or too young is looked at again.
 */
const mendUndecided = async (
  { records, reviewQueue, ...places }: Ports,
  { oldEnough, after }: { oldEnough: Date; after: number | undefined },
): Promise<Mended> => {
  const requeued: QueuedRegistration[] = [];
  let recorded = 0;
  let settled: number | undefined;
  const isYoung = ({ registration }: Undecided): boolean => registration.submittedAt >= oldEnough;
  const findLost = lostFinder(places);
  for await (const page of records.undecided({ after })) {
    const { lost, decided } = await findLost(
      page.filter((one) => !isYoung(one)).map(({ registration }) => registration),
    );
    if (lost.length > 0) await reviewQueue.enqueue(lost);
    requeued.push(...lost);
    const unheard = [...decided.values()].filter(({ decidedAt }) => decidedAt < oldEnough);
    if (unheard.length > 0) await records.saveDecided(unheard);
    recorded += unheard.length;
    const lostIds = new Set<RegistrationId>(lost.map(({ id }) => id));
    const first = page.find((one) => isYoung(one) || lostIds.has(one.registration.id));
    settled ??= first && first.writes - 1;
    // They were written in about the order in which they were submitted: whatever comes now is looked at when it is older.
    if (after !== undefined && page.some(isYoung)) break;
  }
  return { requeued, recorded, settled };
};

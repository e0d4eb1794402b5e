import { outcomeOf } from '@/src/domain/decision';
import type { QueuedRegistration } from '@/src/domain/registration';
import type { DeadLetters } from '../ports/dead-letters';
import type { Decisions } from '../ports/decisions';
import type { PendingRegistrations } from '../ports/pending-registrations';
import type { RegistrationRecords } from '../ports/registration-records';
import type { ReviewQueue } from '../ports/review-queue';

type Ports = {
  records: Pick<RegistrationRecords, 'undecided'>;
  pending: Pick<PendingRegistrations, 'idPages' | 'held' | 'remove'>;
  decisions: Pick<Decisions, 'findAll'>;
  deadLetters: Pick<DeadLetters, 'list'>;
  reviewQueue: ReviewQueue;
  now: () => Date;
};

/** Younger ones are most likely on their way. */
const OLD_ENOUGH_MS = 5 * 60 * 1_000;

export type Reconciliation = { requeued: QueuedRegistration[]; removed: number };

/**
 * Mends the two gaps that a crash or the loss of Redis can leave: an entry whose decision is stored is taken off the
 * pending list, and a registration that the record knows as undecided, but no other place holds, is queued again.
 * Idempotent, and harmless for what is merely slow: a second message for a registration is absorbed.
 */
export const reconcile = (ports: Ports) => async (): Promise<Reconciliation> => {
  const removed = await sweepDecided(ports);
  return { requeued: await requeueLost(ports), removed };
};

const sweepDecided = async ({ pending, decisions }: Ports): Promise<number> => {
  let removed = 0;
  for await (const ids of pending.idPages()) {
    const decided = await decisions.findAll(ids);
    for (const { registrationId, verdict } of decided.values())
      await pending.remove(registrationId, outcomeOf(verdict));
    removed += decided.size;
  }
  return removed;
};

const requeueLost = async ({ records, pending, decisions, deadLetters, reviewQueue, now }: Ports) => {
  const requeued: QueuedRegistration[] = [];
  const submittedBefore = new Date(now().getTime() - OLD_ENOUGH_MS);
  const letters = new Set((await deadLetters.list()).map(({ registrationId }) => registrationId));
  for await (const page of records.undecided({ submittedBefore })) {
    // The list is asked before the decisions: an entry leaves it only after its decision is stored.
    const waiting = await pending.held(page.map(({ id }) => id));
    const decided = await decisions.findAll(page.map(({ id }) => id));
    const lost = page.filter(({ id }) => !waiting.has(id) && !decided.has(id) && !letters.has(id));
    if (lost.length > 0) await reviewQueue.enqueue(lost);
    requeued.push(...lost);
  }
  return requeued;
};

import type { QueuedRegistration } from '@/src/domain/registration';
import type { DeadLetters } from '../ports/dead-letters';
import type { Decisions } from '../ports/decisions';
import type { PendingRegistrations } from '../ports/pending-registrations';
import type { RegistrationRecords } from '../ports/registration-records';
import type { ReviewQueue } from '../ports/review-queue';
import { openLostFinder } from './find-lost';

type Ports = {
  records: Pick<RegistrationRecords, 'undecided' | 'saveDecided'>;
  pending: Pick<PendingRegistrations, 'idPages' | 'held' | 'remove'>;
  decisions: Pick<Decisions, 'findAll'>;
  deadLetters: Pick<DeadLetters, 'list'>;
  reviewQueue: ReviewQueue;
  now: () => Date;
};

/** Younger ones are most likely on their way. */
const OLD_ENOUGH_MS = 5 * 60 * 1_000;

/** `recorded`: how many decisions the record had not heard of. */
export type Reconciliation = { requeued: QueuedRegistration[]; removed: number; recorded: number };

/**
 * Mends the gaps that a crash or the loss of a part of a store can leave: an entry whose decision is stored is taken off
 * the list; a registration that the record knows as undecided is queued again where no other place holds it, and told the
 * record where it is decided after all, as when the outbox or the decision log lost it. Idempotent, and harmless for what
 * is merely slow: a second message for a registration is absorbed.
 */
export const reconcile = (ports: Ports) => async (): Promise<Reconciliation> => {
  const removed = await removeDecided(ports);
  return { ...(await mendUndecided(ports)), removed };
};

const removeDecided = async ({ pending, decisions }: Ports): Promise<number> => {
  let removed = 0;
  for await (const ids of pending.idPages()) {
    const decided = await decisions.findAll(ids);
    for (const { registrationId, outcome } of decided.values()) await pending.remove(registrationId, outcome);
    removed += decided.size;
  }
  return removed;
};

const mendUndecided = async ({
  records,
  reviewQueue,
  now,
  ...places
}: Ports): Promise<Omit<Reconciliation, 'removed'>> => {
  const requeued: QueuedRegistration[] = [];
  let recorded = 0;
  const oldEnough = new Date(now().getTime() - OLD_ENOUGH_MS);
  const findLost = await openLostFinder(places);
  for await (const page of records.undecided({ submittedBefore: oldEnough })) {
    const { lost, decided } = await findLost(page);
    if (lost.length > 0) await reviewQueue.enqueue(lost);
    requeued.push(...lost);
    const unheard = [...decided.values()].filter(({ decidedAt }) => decidedAt < oldEnough);
    if (unheard.length > 0) await records.saveDecided(unheard);
    recorded += unheard.length;
  }
  return { requeued, recorded };
};

import { decideDuplicate } from '@/src/domain/decision';
import { toRegistrationId, type RegistrationId } from '@/src/domain/registration';
import type { DeadLetters } from '../ports/dead-letters';
import type { Decisions } from '../ports/decisions';
import { LOST_ENTRIES, type PendingMisfit, type PendingRegistrations } from '../ports/pending-registrations';
import type { RegistrationRecords } from '../ports/registration-records';
import type { ReviewQueue } from '../ports/review-queue';
import { openLostFinder } from './find-lost';

type Ports = {
  pending: Pick<PendingRegistrations, 'mend' | 'find' | 'held' | 'remove'>;
  decisions: Pick<Decisions, 'findAll' | 'record'>;
  records: Pick<RegistrationRecords, 'findQueued'>;
  deadLetters: Pick<DeadLetters, 'list'>;
  reviewQueue: ReviewQueue;
  now: () => Date;
};

/**
 * Puts the pending list in order again where a part of it was lost: what is left is mended from itself, a second entry
 * for an address ends as a duplicate, and what lost its entry is queued again from the record. Answers what did not fit.
 * Idempotent; whatever it could not do yet, `reconcile` finds later.
 */
export const mendPending = (ports: Ports) => async (): Promise<PendingMisfit[]> => {
  const misfits = await ports.pending.mend({ dryRun: false });
  for (const { what, kind, of } of misfits) {
    const id = toRegistrationId(what);
    if (kind === 'twin' && id && of) await endTwin(ports, id, of);
  }
  await queueAgain(ports, misfits);
  return misfits;
};

/** Where one of the two is decided it leaves the list by itself, and there is no twin any more. */
const endTwin = async (
  { pending, decisions, now }: Ports,
  id: RegistrationId,
  of: RegistrationId,
): Promise<void> => {
  const decided = await decisions.findAll([id, of]);
  const registration = await pending.find(id);
  if (decided.size > 0 || !registration) return;
  const { decision } = await decisions.record(decideDuplicate(registration, of, now()), registration);
  await pending.remove(id, decision.outcome);
};

const queueAgain = async (ports: Ports, misfits: readonly PendingMisfit[]): Promise<void> => {
  const ids = misfits.filter(({ kind }) => LOST_ENTRIES.includes(kind)).map(({ what }) => what);
  const recorded = await ports.records.findQueued(ids.map(toRegistrationId).filter((id) => id !== undefined));
  if (recorded.length === 0) return;
  const findLost = await openLostFinder(ports);
  const { lost } = await findLost(recorded);
  if (lost.length > 0) await ports.reviewQueue.enqueue(lost);
};

import { decideDuplicate } from '@/src/domain/decision';
import { toRegistrationId, type RegistrationId } from '@/src/domain/registration';
import type { DeadLetters } from '../ports/dead-letters';
import type { Decisions } from '../ports/decisions';
import { LOST_ENTRIES, type PendingMisfit, type PendingRegistrations } from '../ports/pending-registrations';
import type { RegistrationRecords } from '../ports/registration-records';
import type { ReviewQueue } from '../ports/review-queue';
import { lostFinder } from './find-lost';

type Ports = {
  pending: Pick<PendingRegistrations, 'mend' | 'mendNext' | 'find' | 'held' | 'remove'>;
  decisions: Pick<Decisions, 'findAll' | 'record'>;
  records: Pick<RegistrationRecords, 'findQueued'>;
  deadLetters: Pick<DeadLetters, 'list'>;
  reviewQueue: ReviewQueue;
  now: () => Date;
};

/**
 * Puts the pending list in order again where a part of it was lost: what is left is mended from itself, a second entry
 * for an address ends as a duplicate, and what lost its entry is queued again from the record. Answers what did not fit.
 * It looks at a part of the list, or at all of it where numbers say that something is missing (`whole`) or where it is
 * asked to. Idempotent; whatever it could not do yet, `reconcile` finds later.
 */
export const mendPending =
  (ports: Ports) =>
  async ({ whole = false } = {}): Promise<{ misfits: PendingMisfit[]; whole: boolean }> => {
    const { pending } = ports;
    const mended = whole
      ? { misfits: await pending.mend({ dryRun: false }), whole }
      : await pending.mendNext();
    await settleMisfits(ports, mended.misfits);
    return mended;
  };

const settleMisfits = async (ports: Ports, misfits: readonly PendingMisfit[]): Promise<void> => {
  for (const { what, kind, of } of misfits) {
    const id = toRegistrationId(what);
    if (kind === 'twin' && id && of) await endTwin(ports, id, of);
  }
  await queueAgain(ports, misfits);
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
  const { lost } = await lostFinder(ports)(recorded);
  if (lost.length > 0) await ports.reviewQueue.enqueue(lost);
};

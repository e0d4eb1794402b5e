import type { Decision } from '@/src/domain/decision';
import type { QueuedRegistration, RegistrationId } from '@/src/domain/registration';
import type { DeadLetters } from '../ports/dead-letters';
import type { Decisions } from '../ports/decisions';
import type { PendingRegistrations } from '../ports/pending-registrations';

type Ports = {
  pending: Pick<PendingRegistrations, 'held'>;
  decisions: Pick<Decisions, 'findAll'>;
  deadLetters: Pick<DeadLetters, 'list'>;
};

/** `decided`: those that are decided after all. */
export type Found = { lost: QueuedRegistration[]; decided: ReadonlyMap<RegistrationId, Decision> };

/**
 * Finds those of some registrations, undecided as far as the record knows, that no place holds: not pending, not decided
 * after all, and not a dead letter. The pending list is asked before the decisions, because an entry leaves it only after
 * its decision is stored; the dead letters of both brokers are read where nothing else is left, and once.
 */
export const lostFinder = ({ pending, decisions, deadLetters }: Ports) => {
  let reading: ReturnType<typeof deadLetterIds> | undefined;
  return async (undecided: readonly QueuedRegistration[]): Promise<Found> => {
    const ids = undecided.map(({ id }) => id);
    const held = await pending.held(ids);
    const decided = await decisions.findAll(ids);
    const nowhere = undecided.filter(({ id }) => !held.has(id) && !decided.has(id));
    if (nowhere.length === 0) return { lost: [], decided };
    const inDeadLetters = await (reading ??= deadLetterIds(deadLetters));
    return { lost: nowhere.filter(({ id }) => !inDeadLetters.has(id)), decided };
  };
};

/** The registrations that have a dead letter. */
export const deadLetterIds = async (
  deadLetters: Pick<DeadLetters, 'list'>,
): Promise<Set<RegistrationId | undefined>> =>
  new Set((await deadLetters.list()).map(({ registrationId }) => registrationId));

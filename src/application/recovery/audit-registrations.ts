import type { Outcome } from '@/src/domain/decision';
import type { RegistrationId } from '@/src/domain/registration';
import type { DeadLetters } from '../ports/dead-letters';
import type { Decisions } from '../ports/decisions';
import type { PendingMisfit, PendingRegistrations } from '../ports/pending-registrations';
import type { LogArchive } from '../ports/registration-logs';
import type { RegistrationRecords } from '../ports/registration-records';
import { deadLetterIds } from './find-lost';

type Ports = {
  archive: Pick<LogArchive, 'readSubmissions'>;
  pending: Pick<PendingRegistrations, 'idPages' | 'held' | 'mend'>;
  decisions: Pick<Decisions, 'findAll'>;
  deadLetters: Pick<DeadLetters, 'list'>;
  records: Pick<RegistrationRecords, 'statesOf'>;
};

/** Where an accepted registration can stand, in the order in which the audit is shown. */
export const PLACES = ['pending', 'approved', 'rejected', 'duplicate', 'dead letter'] as const;
export type Place = 'pending' | Outcome | 'dead letter';

/**
 * A registration that does not stand in exactly one place; `places` is empty for one that is nowhere. `recorded`: the
 * orchestrator has written its record, which it does after it has queued it.
 */
export type UnaccountedRegistration = {
  registrationId: RegistrationId;
  submittedAt: Date;
  places: Place[];
  recorded: boolean;
};

export type RegistrationAudit = {
  accepted: number;
  counts: Record<Place, number>;
  unaccounted: UnaccountedRegistration[];
  /** Where the parts of the pending list do not fit each other. */
  misfits: PendingMisfit[];
};

/**
 * Counts what became of every registration that the log accepted, and names each that does not stand in exactly one
 * place. One that is on its way stands nowhere too, so audit at rest, or look at how old an unaccounted one is.
 */
export const auditRegistrations = (ports: Ports) => async (): Promise<RegistrationAudit> => {
  const accepted = await readAccepted(ports.archive);
  const placesOf = await whereTheyStand(ports, [...accepted.keys()]);

  const counts = Object.fromEntries(PLACES.map((place) => [place, 0])) as Record<Place, number>;
  const unaccounted: Omit<UnaccountedRegistration, 'recorded'>[] = [];
  for (const [registrationId, submittedAt] of accepted) {
    const places = placesOf(registrationId);
    for (const place of places.slice(0, 1)) counts[place] += 1;
    if (places.length !== 1) unaccounted.push({ registrationId, submittedAt, places });
  }
  const recorded = await ports.records.statesOf(unaccounted.map(({ registrationId }) => registrationId));
  return {
    accepted: accepted.size,
    counts,
    unaccounted: unaccounted.map((one) => ({ ...one, recorded: recorded.has(one.registrationId) })),
    misfits: await ports.pending.mend({ dryRun: true }),
  };
};

/** The log is read first: whatever is accepted after that is not counted, so nothing young can be missing. */
const readAccepted = async (archive: Ports['archive']): Promise<Map<RegistrationId, Date>> => {
  const accepted = new Map<RegistrationId, Date>();
  await archive.readSubmissions({
    onBatch: async (registrations) => {
      for (const { id, submittedAt } of registrations) if (!accepted.has(id)) accepted.set(id, submittedAt);
    },
  });
  return accepted;
};

/** Read in the order of the flow, so that a registration that is decided meanwhile is seen twice rather than never. */
const whereTheyStand = async (
  { pending, deadLetters, decisions }: Ports,
  ids: readonly RegistrationId[],
): Promise<(id: RegistrationId) => Place[]> => {
  const waiting = new Set<RegistrationId>();
  for await (const page of pending.idPages()) for (const id of await pending.held(page)) waiting.add(id);
  const inDeadLetters = await deadLetterIds(deadLetters);
  const decided = await decisions.findAll(ids);
  return (id) => {
    const decision = decided.get(id);
    const places: Place[] = [];
    if (decision) places.push(decision.outcome);
    if (waiting.has(id)) places.push('pending');
    // A registration that was queued again after its dead letter has its end elsewhere; the dead letter is history.
    return places.length === 0 && inDeadLetters.has(id) ? ['dead letter'] : places;
  };
};

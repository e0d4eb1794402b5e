import type { Decision } from '@/src/domain/decision';
import type { RegistrationId, SubmittedRegistration } from '@/src/domain/registration';
import type { Admissions } from '../ports/admissions';
import type { DeadLetters } from '../ports/dead-letters';
import type { Decisions } from '../ports/decisions';
import type { LogArchive, LogPosition } from '../ports/registration-logs';
import type { RegistrationRecords } from '../ports/registration-records';

/** What the record can be built from, and the record in use. */
export type SearchSources = {
  archive: LogArchive;
  decisions: Pick<Decisions, 'findAll'>;
  admissions: Pick<Admissions, 'findAll'>;
  deadLetters: Pick<DeadLetters, 'list'>;
  current: RegistrationRecords;
};

/** How the record in use differs from what the log and the decisions say. */
export type SearchDifference = {
  missing: RegistrationId[];
  different: RegistrationId[];
  /** Recorded, but in no log: a rebuild would lose it. */
  unknown: number;
  /** Recorded with a decision that the store of decisions does not know: a rebuild would lose that. */
  undecided: RegistrationId[];
};

export type OnProgress = (progress: { done: number; total: number }) => void;

type Decided = Map<RegistrationId, Decision>;
type Pass = {
  onProgress: OnProgress;
  /** Hears each batch, every registration once, with the decisions on it. */
  onCompared: (batch: readonly SubmittedRegistration[], decided: Decided) => Promise<void>;
  /** What was accepted or decided later than this may be on its way to the record, and is not compared. */
  settledBefore?: Date;
};

/** Reads the log of submissions once and compares it with the record in use. `end`: how far the log was read. */
export const comparePass = async (
  ports: SearchSources,
  { onProgress, onCompared, settledBefore }: Pass,
): Promise<{ difference: SearchDifference; end: LogPosition }> => {
  const { archive, decisions, current } = ports;
  const difference: SearchDifference = { missing: [], different: [], unknown: 0, undecided: [] };
  const seen = new Set<RegistrationId>();
  const unrouted = await neverRouted(ports);
  const end = await archive.readSubmissions({
    onBatch: async (registrations, progress) => {
      const fresh = registrations.filter(({ id }) => !seen.has(id));
      for (const { id } of fresh) seen.add(id);
      // The record first: what it knows as decided was stored before, so that its decision is found.
      const recorded = await current.statesOf(fresh.map(({ id }) => id));
      const routed = fresh.filter(({ id }) => recorded.has(id) || !unrouted.has(id));
      const decided = await decisions.findAll(routed.map(({ id }) => id));
      for (const one of routed) {
        const state = recorded.get(one.id);
        // What is recorded may not have heard of its decision yet; what is not has missed its acceptance.
        const changedAt = (state && decided.get(one.id)?.decidedAt) ?? one.submittedAt;
        if (settledBefore && changedAt > settledBefore) continue;
        compareOne(difference, one.id, { state, decided });
      }
      await onCompared(routed, decided);
      onProgress(progress);
    },
  });
  difference.unknown = (await unloggedIds(ports, seen, end)).size;
  return { difference, end };
};

type Compared = { state?: { status: string; complete: boolean }; decided: Decided };

const compareOne = (difference: SearchDifference, id: RegistrationId, { state, decided }: Compared): void => {
  const status = decided.get(id)?.outcome ?? 'submitted';
  if (!state) difference.missing.push(id);
  else if (state.status !== status || !state.complete) difference.different.push(id);
  if (state && state.status !== 'submitted' && !decided.has(id)) difference.undecided.push(id);
};

/** A registration whose dead letter is of the first stage was accepted, but never recorded. */
const neverRouted = async ({ deadLetters }: SearchSources): Promise<Set<RegistrationId | undefined>> => {
  const letters = await deadLetters.list();
  return new Set(
    letters.filter(({ stage }) => stage === 'submissions').map(({ registrationId }) => registrationId),
  );
};

/** Those that are recorded and that no log holds, not even the part that was written since it was read (up to `end`). */
export const unloggedIds = async (
  { archive, current }: Pick<SearchSources, 'archive' | 'current'>,
  seen: ReadonlySet<RegistrationId>,
  end: LogPosition,
): Promise<Set<RegistrationId>> => {
  const unknown = new Set<RegistrationId>();
  for await (const page of current.idPages()) for (const id of page) if (!seen.has(id)) unknown.add(id);
  if (unknown.size === 0) return unknown;
  await archive.readSubmissions({
    from: end,
    onBatch: async (registrations) => registrations.forEach(({ id }) => unknown.delete(id)),
  });
  return unknown;
};

import { outcomeOf, type Decision } from '@/src/domain/decision';
import {
  queue,
  type QueuedRegistration,
  type RegistrationId,
  type SubmittedRegistration,
} from '@/src/domain/registration';
import type { Decisions } from '../ports/decisions';
import type { LogArchive, LogPosition } from '../ports/log-archive';
import type { RecordsRebuild, RegistrationRecords } from '../ports/registration-records';

type Ports = {
  archive: LogArchive;
  decisions: Pick<Decisions, 'findAll'>;
  current: RegistrationRecords;
  rebuild: RecordsRebuild;
};

/** How the record in use differs from what the log and the decisions say. */
export type SearchDifference = {
  missing: RegistrationId[];
  different: RegistrationId[];
  /** Recorded, but in no log: it cannot be rebuilt. */
  unknown: number;
};

type Options = { dryRun: boolean; onProgress: (progress: { done: number; total: number }) => void };

/**
 * Builds the record anew from the log of submissions and the decisions, and swaps it in. Traffic goes on meanwhile: what
 * was written to the old record after the reading began is in the logs too, and is read once more after the swap.
 */
export const rebuildSearch =
  (ports: Ports) =>
  async ({ dryRun, onProgress }: Options): Promise<SearchDifference> => {
    const difference: SearchDifference = { missing: [], different: [], unknown: 0 };
    const target = dryRun ? undefined : await ports.rebuild.begin();
    const decisionsSince = await ports.archive.endOfDecisions();
    let submissionsSince: LogPosition;
    try {
      submissionsSince = await copyAll({ ...ports, target, difference, onProgress });
    } catch (error) {
      if (target) await ports.rebuild.abandon();
      throw error;
    }
    if (!target) return difference;

    await ports.rebuild.swap();
    await ports.archive.readSubmissions({
      from: submissionsSince,
      onBatch: (registrations) => copy({ ...ports, target }, registrations),
    });
    await ports.archive.readDecisions({
      from: decisionsSince,
      onBatch: (decided) => target.saveDecided(decided),
    });
    return difference;
  };

type CopyAll = Ports & { target?: RegistrationRecords; difference: SearchDifference } & Pick<
    Options,
    'onProgress'
  >;

const copyAll = async ({ onProgress, ...rest }: CopyAll): Promise<LogPosition> => {
  const { archive, current, difference } = rest;
  const seen = new Set<RegistrationId>();
  const end = await archive.readSubmissions({
    onBatch: async (registrations, progress) => {
      const fresh = registrations.filter(({ id }) => !seen.has(id));
      for (const { id } of fresh) seen.add(id);
      await copy(rest, fresh);
      onProgress(progress);
    },
  });
  difference.unknown = Math.max(0, (await current.count()) - (seen.size - difference.missing.length));
  return end;
};

type Copy = Pick<Ports, 'decisions' | 'current'> & {
  target?: RegistrationRecords;
  difference?: SearchDifference;
};

const copy = async (
  { decisions, current, target, difference }: Copy,
  batch: readonly SubmittedRegistration[],
) => {
  const ids = batch.map(({ id }) => id);
  const decided = await decisions.findAll(ids);
  const recorded = await current.statesOf(ids);
  for (const id of ids) {
    const decision = decided.get(id);
    const state = recorded.get(id);
    const status = decision ? outcomeOf(decision.verdict) : 'submitted';
    if (!state) difference?.missing.push(id);
    else if (state.status !== status || !state.complete) difference?.different.push(id);
  }
  await target?.saveQueued(
    batch.map((registration) => queuedAgain(registration, decided.get(registration.id))),
  );
  await target?.saveDecided([...decided.values()]);
};

/** When it was queued is known from its decision; for the others the sign-up itself is near enough. */
const queuedAgain = (
  registration: SubmittedRegistration,
  decision: Decision | undefined,
): QueuedRegistration => queue(registration, decision?.times.queuedAt ?? registration.submittedAt);

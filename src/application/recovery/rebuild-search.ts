import type { Decision } from '@/src/domain/decision';
import {
  queue,
  type QueuedRegistration,
  type RegistrationId,
  type SubmittedRegistration,
} from '@/src/domain/registration';
import type { Decisions } from '../ports/decisions';
import type { LogArchive, LogPosition } from '../ports/registration-logs';
import type { RecordsRebuild, RegistrationRecords } from '../ports/registration-records';

type ComparePorts = {
  archive: LogArchive;
  decisions: Pick<Decisions, 'findAll'>;
  /** The record in use. */
  current: RegistrationRecords;
};
type RebuildPorts = ComparePorts & { rebuild: RecordsRebuild };

/** How the record in use differs from what the log and the decisions say. */
export type SearchDifference = {
  missing: RegistrationId[];
  different: RegistrationId[];
  /** Recorded, but in no log: it cannot be rebuilt. */
  unknown: number;
};

type OnProgress = (progress: { done: number; total: number }) => void;

/** Tells how the record differs from the log of submissions and the decisions, and writes nothing. */
export const compareSearch =
  (ports: ComparePorts) =>
  async (onProgress: OnProgress): Promise<SearchDifference> =>
    (await comparePass(ports, { onProgress, onCompared: async () => {} })).difference;

/**
 * Builds the record anew from the log of submissions and the decisions, and swaps it in; answers how the old one
 * differed. Traffic goes on meanwhile: what was written to the old record after the reading began is in the logs too,
 * and is read once more after the swap. A failure before the swap leaves the old record in use.
 */
export const rebuildSearch =
  (ports: RebuildPorts) =>
  async (onProgress: OnProgress): Promise<SearchDifference> => {
    const target = await ports.rebuild.begin();
    const decisionsSince = await ports.archive.endOfDecisions();
    const compared = await comparePass(ports, {
      onProgress,
      onCompared: (batch, decided) => copy(target, batch, decided),
    }).catch(async (error: unknown) => {
      await ports.rebuild.abandon();
      throw error;
    });
    await ports.rebuild.swap();
    await catchUp(ports, target, { submissionsSince: compared.end, decisionsSince });
    return compared.difference;
  };

type Decided = Map<RegistrationId, Decision>;
type Pass = {
  onProgress: OnProgress;
  /** Hears each batch, every registration once, with the decisions on it. */
  onCompared: (batch: readonly SubmittedRegistration[], decided: Decided) => Promise<void>;
};

/** Reads the log of submissions once and compares it with the record in use. */
const comparePass = async (
  { archive, decisions, current }: ComparePorts,
  { onProgress, onCompared }: Pass,
): Promise<{ difference: SearchDifference; end: LogPosition }> => {
  const difference: SearchDifference = { missing: [], different: [], unknown: 0 };
  const seen = new Set<RegistrationId>();
  const end = await archive.readSubmissions({
    onBatch: async (registrations, progress) => {
      const fresh = registrations.filter(({ id }) => !seen.has(id));
      const ids = fresh.map(({ id }) => id);
      for (const id of ids) seen.add(id);
      const decided = await decisions.findAll(ids);
      const recorded = await current.statesOf(ids);
      for (const id of ids) {
        const state = recorded.get(id);
        const status = decided.get(id)?.outcome ?? 'submitted';
        if (!state) difference.missing.push(id);
        else if (state.status !== status || !state.complete) difference.different.push(id);
      }
      await onCompared(fresh, decided);
      onProgress(progress);
    },
  });
  difference.unknown = Math.max(0, (await current.count()) - (seen.size - difference.missing.length));
  return { difference, end };
};

type Since = { submissionsSince: LogPosition; decisionsSince: LogPosition };

/** Copies what came after the pass had read that far. */
const catchUp = async (
  { archive, decisions }: ComparePorts,
  target: RegistrationRecords,
  { submissionsSince, decisionsSince }: Since,
): Promise<void> => {
  await archive.readSubmissions({
    from: submissionsSince,
    onBatch: async (batch) => copy(target, batch, await decisions.findAll(batch.map(({ id }) => id))),
  });
  await archive.readDecisions({
    from: decisionsSince,
    onBatch: (decided) => target.saveDecided(decided),
  });
};

const copy = async (
  target: RegistrationRecords,
  batch: readonly SubmittedRegistration[],
  decided: Decided,
): Promise<void> => {
  await target.saveQueued(
    batch.map((registration) => queuedAgain(registration, decided.get(registration.id))),
  );
  await target.saveDecided([...decided.values()]);
};

/** When it was queued is known from its decision; for the others the sign-up itself is near enough. */
const queuedAgain = (
  registration: SubmittedRegistration,
  decision: Decision | undefined,
): QueuedRegistration => queue(registration, decision?.times.queuedAt ?? registration.submittedAt);

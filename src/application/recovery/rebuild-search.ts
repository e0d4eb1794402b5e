import type { Decision } from '@/src/domain/decision';
import type { RegistrationId, SubmittedRegistration } from '@/src/domain/registration';
import type { LogPosition } from '../ports/registration-logs';
import type { RecordsRebuild, RegistrationRecords } from '../ports/registration-records';
import { comparePass, type OnProgress, type SearchDifference, type SearchSources } from './compare-search';
import { queuedTimesFrom } from './queued-times';

type RebuildPorts = SearchSources & { rebuild: Pick<RecordsRebuild, 'begin' | 'swap' | 'abandon'> };
type GoBackPorts = SearchSources & { rebuild: Pick<RecordsRebuild, 'goBack'> };

/** The new record would know less than the old one, which stays in use. */
export class RecordsWouldBeLost extends Error {
  override name = 'RecordsWouldBeLost';

  constructor(readonly difference: SearchDifference) {
    const { unknown, undecided } = difference;
    super(
      `the new record would lose ${unknown} registrations and ${undecided.length} decisions of the old one`,
    );
  }
}

type Options = { acceptLoss: boolean };

/**
 * Tells how the record differs from the log of submissions and the decisions, and writes nothing. What changed later than
 * `settledBefore` is left out.
 */
export const compareSearch =
  (ports: SearchSources) =>
  async (onProgress: OnProgress, settledBefore?: Date): Promise<SearchDifference> =>
    (await comparePass(ports, { onProgress, onCompared: async () => {}, settledBefore })).difference;

/**
 * Builds the record anew from the log of submissions and the decisions, and swaps it in; answers how the old one
 * differed. Traffic goes on meanwhile: what was written to the old record after the reading began is in the logs too,
 * and is read once more after the swap. A failure before the swap leaves the old record in use, and so does a new one
 * that knows less (`RecordsWouldBeLost`), unless `acceptLoss` says that it may.
 */
export const rebuildSearch =
  (ports: RebuildPorts) =>
  async (
    onProgress: OnProgress,
    { acceptLoss }: Options = { acceptLoss: false },
  ): Promise<SearchDifference> => {
    const target = await ports.rebuild.begin();
    const decisionsSince = await ports.archive.endOfDecisions();
    const compared = await buildAside(ports, { target, onProgress, acceptLoss }).catch(
      async (error: unknown) => {
        await ports.rebuild.abandon();
        throw error;
      },
    );
    await ports.rebuild.swap();
    await catchUp(ports, target, { submissionsSince: compared.end, decisionsSince });
    return compared.difference;
  };

/**
 * Puts the record that the last rebuild has kept back in its place, and completes it from the log and the decisions.
 * Answers what it lacked, or undefined where no record was kept.
 */
export const goBackToPrevious =
  (ports: GoBackPorts) =>
  async (onProgress: OnProgress): Promise<SearchDifference | undefined> => {
    if (!(await ports.rebuild.goBack())) return undefined;
    const onCompared = (batch: readonly SubmittedRegistration[], decided: Decided) =>
      copy(ports, ports.current, { batch, decided });
    return (await comparePass(ports, { onProgress, onCompared })).difference;
  };

type Build = Options & { target: RegistrationRecords; onProgress: OnProgress };

const buildAside = async (ports: RebuildPorts, { target, onProgress, acceptLoss }: Build) => {
  const compared = await comparePass(ports, {
    onProgress,
    onCompared: (batch, decided) => copy(ports, target, { batch, decided }),
  });
  const { unknown, undecided } = compared.difference;
  if (unknown + undecided.length > 0 && !acceptLoss) throw new RecordsWouldBeLost(compared.difference);
  return compared;
};

type Decided = Map<RegistrationId, Decision>;
type Since = { submissionsSince: LogPosition; decisionsSince: LogPosition };

/** Copies what came after the pass had read that far. */
const catchUp = async (
  ports: SearchSources,
  target: RegistrationRecords,
  { submissionsSince, decisionsSince }: Since,
): Promise<void> => {
  const { archive, decisions } = ports;
  await archive.readSubmissions({
    from: submissionsSince,
    onBatch: async (batch) =>
      copy(ports, target, { batch, decided: await decisions.findAll(batch.map(({ id }) => id)) }),
  });
  await archive.readDecisions({
    from: decisionsSince,
    onBatch: (decided) => target.saveDecided(decided),
  });
};

type Batch = { batch: readonly SubmittedRegistration[]; decided: Decided };

const copy = async (
  ports: SearchSources,
  target: RegistrationRecords,
  { batch, decided }: Batch,
): Promise<void> => {
  await target.saveQueued(await queuedTimesFrom(ports)(batch, decided));
  await target.saveDecided([...decided.values()]);
};

import { toSubmitted, type RegistrationId } from '@/src/domain/registration';
import type { LogArchive, SubmissionLog } from '../ports/registration-logs';
import type { RegistrationRecords } from '../ports/registration-records';
import { unloggedIds } from './compare-search';

type Ports = {
  archive: Pick<LogArchive, 'readSubmissions' | 'readDecisions' | 'endOfDecisions'>;
  records: RegistrationRecords;
  submissionLog: SubmissionLog;
};

/** `restored`: they stand in the log again, or would. `lost`: the record knows how they ended, but not who they are. */
export type RestoredLog = { restored: RegistrationId[]; lost: RegistrationId[] };

/** Of a batch, all wait for the log together. */
const BATCH = 500;

/**
 * Writes the registrations that the record knows and the log of submissions lost back into the log, as they were accepted;
 * with `dryRun` nothing is written. Safe during traffic and to repeat: downstream each is known already.
 */
export const restoreLog =
  ({ archive, records, submissionLog }: Ports) =>
  async ({ dryRun }: { dryRun: boolean }): Promise<RestoredLog> => {
    const logged = new Set<RegistrationId>();
    const end = await archive.readSubmissions({
      onBatch: async (registrations) => registrations.forEach(({ id }) => logged.add(id)),
    });
    const unlogged = [...(await unloggedIds({ archive, current: records }, logged, end))];
    const restored: RegistrationId[] = [];
    for (let at = 0; at < unlogged.length; at += BATCH) {
      const known = await records.findQueued(unlogged.slice(at, at + BATCH));
      if (!dryRun) await Promise.all(known.map((one) => submissionLog.publish(toSubmitted(one))));
      restored.push(...known.map(({ id }) => id));
    }
    const back = new Set(restored);
    return { restored, lost: unlogged.filter((id) => !back.has(id)) };
  };

import type { Decision } from '@/src/domain/decision';
import type { Patiently } from '../ports/patience';
import type { RegistrationRecords } from '../ports/registration-records';

/** Brings decisions from their log into the searchable record. */
export const recordDecisions =
  ({ records }: { records: RegistrationRecords }) =>
  async (decisions: readonly Decision[], patiently: Patiently): Promise<void> => {
    await patiently('elasticsearch', () => records.saveDecided(decisions));
  };

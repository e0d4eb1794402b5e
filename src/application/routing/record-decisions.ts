import type { Decision } from '@/src/domain/decision';
import type { Retry } from '../ports/retry';
import type { RegistrationRecords } from '../ports/registration-records';

/** Brings decisions from their log into the searchable record. */
export const recordDecisions =
  ({ records }: { records: RegistrationRecords }) =>
  async (decisions: readonly Decision[], retry: Retry): Promise<void> => {
    await retry('elasticsearch', () => records.saveDecided(decisions));
  };

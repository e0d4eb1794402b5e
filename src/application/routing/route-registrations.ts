import type { Decision } from '@/src/domain/decision';
import { queue, type SubmittedRegistration } from '@/src/domain/registration';
import type { RegistrationRecords } from '../ports/registration-records';
import type { Retry } from '../ports/retry';
import type { ReviewQueue } from '../ports/review-queue';

type Ports = { reviewQueue: ReviewQueue; records: RegistrationRecords; now: () => Date };

/**
 * Routes a batch: first onto the review queue, then into the record. The caller commits its place in the log only
 * after both, so a crash anywhere in between repeats the batch, which the next stage absorbs.
 */
export const routeRegistrations =
  ({ reviewQueue, records, now }: Ports) =>
  async (submitted: readonly SubmittedRegistration[], retry: Retry): Promise<void> => {
    const queued = submitted.map((registration) => queue(registration, now()));
    await retry('review-queue', () => reviewQueue.enqueue(queued));
    await retry('records', () => records.saveQueued(queued));
  };

/** Brings decisions from their log into the searchable record. Safe to repeat. */
export const recordDecisions =
  ({ records }: Pick<Ports, 'records'>) =>
  async (decisions: readonly Decision[], retry: Retry): Promise<void> => {
    await retry('records', () => records.saveDecided(decisions));
  };

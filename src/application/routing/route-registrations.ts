import { queue, type SubmittedRegistration } from '@/src/domain/registration';
import type { Retry } from '../ports/retry';
import type { RegistrationRecords } from '../ports/registration-records';
import type { ReviewQueue } from '../ports/review-queue';

type Ports = { reviewQueue: ReviewQueue; records: RegistrationRecords; now: () => Date };

/**
 * Routes a batch: first onto the review queue, then into the record. The caller commits its place in the log only
 * after both, so a crash anywhere in between repeats the batch, which the next hop absorbs.
 */
export const routeRegistrations =
  ({ reviewQueue, records, now }: Ports) =>
  async (submitted: readonly SubmittedRegistration[], retry: Retry): Promise<void> => {
    const queued = submitted.map((registration) => queue(registration, now()));
    await retry('activemq', () => reviewQueue.enqueue(queued));
    await retry('elasticsearch', () => records.saveQueued(queued));
  };

import type { Decision } from '@/src/domain/decision';
import {
  queue,
  type QueuedRegistration,
  type RegistrationId,
  type SubmittedRegistration,
} from '@/src/domain/registration';
import type { Admissions } from '../ports/admissions';
import type { RegistrationRecords } from '../ports/registration-records';

type Ports = { current: Pick<RegistrationRecords, 'findQueued'>; admissions: Pick<Admissions, 'findAll'> };

/**
 * The registrations with the time at which each was queued: as the record in use has it, else the decision, else the
 * admission. One that no place knows yet has most likely not been queued; it is as old as its sign-up, until it comes.
 */
export const queuedTimesFrom =
  ({ current, admissions }: Ports) =>
  async (
    batch: readonly SubmittedRegistration[],
    decided: ReadonlyMap<RegistrationId, Decision>,
  ): Promise<QueuedRegistration[]> => {
    const ids = batch.map(({ id }) => id);
    const recorded = new Map((await current.findQueued(ids)).map(({ id, queuedAt }) => [id, queuedAt]));
    const admitted = await admissions.findAll(ids);
    return batch.map((registration) => {
      const { id, submittedAt } = registration;
      const known = recorded.get(id) ?? decided.get(id)?.times.queuedAt ?? admitted.get(id)?.queuedAt;
      return queue(registration, known ?? submittedAt);
    });
  };

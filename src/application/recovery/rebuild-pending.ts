import type { QueuedRegistration } from '@/src/domain/registration';
import type { Admissions } from '../ports/admissions';
import type { DeadLetters } from '../ports/dead-letters';
import type { Accounts, Decisions } from '../ports/decisions';
import type { PendingRegistrations } from '../ports/pending-registrations';
import type { RegistrationRecords } from '../ports/registration-records';
import type { Retry } from '../ports/retry';
import { admitRegistrations } from '../routing/admit-registrations';
import { lostFinder } from './find-lost';

type Ports = {
  records: Pick<RegistrationRecords, 'undecided'>;
  pending: PendingRegistrations;
  decisions: Decisions;
  accounts: Accounts;
  admissions: Pick<Admissions, 'keepFirst'>;
  deadLetters: Pick<DeadLetters, 'list'>;
  now: () => Date;
};

/** `onProgress` hears how many undecided registrations were looked at so far. */
type Rebuild = { dryRun: boolean; onProgress: (seen: number) => void; retry: Retry };

/**
 * Fills the pending list from the record, minus what is decided or a dead letter. Answers the registrations that were
 * missing; with `dryRun` nothing is written. Safe during traffic: each one is admitted as if it came from the queue.
 */
export const rebuildPending =
  ({ records, deadLetters, ...ports }: Ports) =>
  async ({ dryRun, onProgress, retry }: Rebuild): Promise<QueuedRegistration[]> => {
    // What is left of a list that lost a part of itself is put in order before anything is added to it.
    if (!dryRun) await ports.pending.mend({ dryRun });
    const admit = admitRegistrations(ports);
    const findLost = lostFinder({ ...ports, deadLetters });
    const missing: QueuedRegistration[] = [];
    let seen = 0;
    for await (const page of records.undecided()) {
      const { lost } = await findLost(page.map(({ registration }) => registration));
      if (!dryRun) await admit(lost, retry);
      missing.push(...lost);
      onProgress((seen += page.length));
    }
    return missing;
  };

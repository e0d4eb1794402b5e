import type { QueuedRegistration } from '@/src/domain/registration';
import type { DeadLetters } from '../ports/dead-letters';
import type { Accounts, Decisions } from '../ports/decisions';
import type { Retry } from '../ports/retry';
import type { PendingRegistrations } from '../ports/pending-registrations';
import type { RegistrationRecords } from '../ports/registration-records';
import { admitRegistrations } from '../routing/admit-registrations';

type Ports = {
  records: Pick<RegistrationRecords, 'undecided'>;
  pending: PendingRegistrations;
  decisions: Decisions;
  accounts: Accounts;
  deadLetters: Pick<DeadLetters, 'list'>;
  now: () => Date;
};

type Rebuild = { dryRun: boolean; onProgress: (seen: number) => void; retry: Retry };

/**
 * Fills the pending list from the record, minus what is decided or a dead letter. Answers the registrations that were
 * missing; with `dryRun` nothing is written. Safe during traffic: each one is admitted as if it came from the queue.
 */
export const rebuildPending =
  ({ records, deadLetters, ...ports }: Ports) =>
  async ({ dryRun, onProgress, retry }: Rebuild): Promise<QueuedRegistration[]> => {
    const admit = admitRegistrations(ports);
    const letters = new Set((await deadLetters.list()).map(({ registrationId }) => registrationId));
    const missing: QueuedRegistration[] = [];
    let seen = 0;
    for await (const page of records.undecided({ submittedBefore: ports.now() })) {
      const ids = page.map(({ id }) => id);
      const held = await ports.pending.held(ids);
      const decided = await ports.decisions.findAll(ids);
      const lost = page.filter(({ id }) => !held.has(id) && !decided.has(id) && !letters.has(id));
      if (!dryRun) await admit(lost, retry);
      missing.push(...lost);
      onProgress((seen += page.length));
    }
    return missing;
  };

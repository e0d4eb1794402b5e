import { decideDuplicate } from '@/src/domain/decision';
import { emailKeyOf } from '@/src/domain/email';
import {
  admit,
  type PendingRegistration,
  type QueuedRegistration,
  type RegistrationId,
} from '@/src/domain/registration';
import type { Admissions } from '../ports/admissions';
import type { Accounts, Decisions } from '../ports/decisions';
import type { PendingRegistrations } from '../ports/pending-registrations';
import type { Retry } from '../ports/retry';

type Ports = {
  pending: PendingRegistrations;
  decisions: Decisions;
  accounts: Accounts;
  admissions: Pick<Admissions, 'keepFirst'>;
  now: () => Date;
};

/**
 * Admits a batch from the review queue to the pending list. Safe to repeat at any point: a decided registration stays
 * decided, a pending one stays pending, and a second registration for an address ends as a duplicate of the first.
 */
export const admitRegistrations =
  ({ pending, decisions, accounts, admissions, now }: Ports) =>
  async (queued: readonly QueuedRegistration[], retry: Retry): Promise<void> => {
    const decided = await retry('decisions', () => decisions.findAll(queued.map(({ id }) => id)));
    const owners = await retry('decisions', () => accounts.ownersOf(queued.map(emailKey)));

    const fresh: PendingRegistration[] = [];
    const duplicates: Duplicate[] = [];
    for (const registration of queued) {
      const decision = decided.get(registration.id);
      const owner = owners.get(emailKey(registration));
      if (decision) await retry('pending', () => pending.remove(registration.id, decision.outcome));
      else if (owner) duplicates.push({ registration, of: owner });
      else fresh.push(admit(registration, now()));
    }

    // A registration that comes again, because the list was lost, waits since it was first admitted.
    const candidates = await retry('decisions', () => admissions.keepFirst(fresh));
    const answers = await retry('pending', () => pending.admit(candidates));
    answers.forEach((admission, index) => {
      const registration = candidates[index];
      if (registration && admission.kind === 'duplicate') duplicates.push({ registration, of: admission.of });
    });

    const ended = duplicates.map(({ registration, of }) => ({
      registration,
      decision: decideDuplicate(registration, of, now()),
    }));
    await retry('decisions', () => decisions.recordAll(ended));
  };

type Duplicate = { registration: QueuedRegistration | PendingRegistration; of: RegistrationId };

const emailKey = ({ applicant }: QueuedRegistration): string => emailKeyOf(applicant.email);

import { outcomeOf, SYSTEM_ACTOR, type Decision } from '@/src/domain/decision';
import { emailKeyOf } from '@/src/domain/email';
import {
  admit,
  type PendingRegistration,
  type QueuedRegistration,
  type RegistrationId,
} from '@/src/domain/registration';
import type { Accounts, Decisions } from '../ports/decisions';
import type { Retry } from '../ports/retry';
import type { PendingRegistrations } from '../ports/pending-registrations';

type Ports = { pending: PendingRegistrations; decisions: Decisions; accounts: Accounts; now: () => Date };

/**
 * Admits a batch from the review queue to the pending list. Safe to repeat at any point: a decided registration stays
 * decided, a pending one stays pending, and a second registration for an address ends as a duplicate of the first.
 */
export const admitRegistrations =
  ({ pending, decisions, accounts, now }: Ports) =>
  async (queued: readonly QueuedRegistration[], retry: Retry): Promise<void> => {
    const decided = await retry('postgres', () => decisions.findAll(queued.map(({ id }) => id)));
    const owners = await retry('postgres', () => accounts.ownersOf(queued.map(emailKey)));

    const candidates: PendingRegistration[] = [];
    const duplicates: Duplicate[] = [];
    for (const registration of queued) {
      const decision = decided.get(registration.id);
      const owner = owners.get(emailKey(registration));
      if (decision) await retry('redis', () => pending.remove(registration.id, outcomeOf(decision.verdict)));
      else if (owner) duplicates.push({ registration, of: owner });
      else candidates.push(admit(registration, now()));
    }

    const admissions = await retry('redis', () => pending.admit(candidates));
    admissions.forEach((admission, index) => {
      const registration = candidates[index];
      if (registration && admission.kind === 'duplicate') duplicates.push({ registration, of: admission.of });
    });

    for (const duplicate of duplicates) {
      await retry('postgres', () =>
        decisions.record(duplicateDecision(duplicate, now()), duplicate.registration),
      );
    }
  };

type Duplicate = { registration: QueuedRegistration | PendingRegistration; of: RegistrationId };

const emailKey = ({ applicant }: QueuedRegistration): string => emailKeyOf(applicant.email);

const duplicateDecision = ({ registration, of }: Duplicate, now: Date): Decision => ({
  registrationId: registration.id,
  verdict: 'duplicate',
  duplicateOf: of,
  decidedBy: SYSTEM_ACTOR,
  decidedAt: now,
  times: { submittedAt: registration.submittedAt, queuedAt: registration.queuedAt },
});

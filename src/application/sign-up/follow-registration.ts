import { progressOf, type RegistrationProgress } from '@/src/domain/progress';
import { toRegistrationId } from '@/src/domain/registration';
import type { Decisions } from '../ports/decisions';
import type { PendingRegistrations } from '../ports/pending-registrations';
import type { RegistrationIds } from '../ports/registration-ids';
import type { RegistrationRecords } from '../ports/registration-records';

type Ports = {
  ids: RegistrationIds;
  pending: Pick<PendingRegistrations, 'find'>;
  records: Pick<RegistrationRecords, 'timesOf'>;
  decisions: Pick<Decisions, 'find'>;
  attempt: Attempt;
};

/** Waits for a store a little; `unknown` where it fails or takes too long. Never rejects. */
export type Attempt = <T>(reading: Promise<T>) => Promise<{ known: T } | 'unknown'>;

/**
 * Tells the holder of a private link where the registration stands, by the stores that can be read at the moment: the
 * token alone proves that it was received. Undefined for a wrong id or token.
 */
export const followRegistration =
  ({ ids, pending, records, decisions, attempt }: Ports) =>
  async (link: { registrationId: string; token: string }): Promise<RegistrationProgress | undefined> => {
    const registrationId = toRegistrationId(link.registrationId);
    const acceptedAt = registrationId && ids.readToken(registrationId, link.token);
    if (!registrationId || !acceptedAt) return undefined;

    // The pending list is read before the decisions: an entry leaves the list only after its decision is stored, so
    // in this order a registration is never seen in neither place.
    const entry = await attempt(pending.find(registrationId));
    const decided = await attempt(decisions.find(registrationId));
    const placed = valueOf(entry) ?? valueOf(decided);
    const queued = placed ? { known: undefined } : await attempt(records.timesOf(registrationId));
    return progressOf({
      registrationId,
      acceptedAt,
      pending: valueOf(entry),
      decision: valueOf(decided),
      queued: valueOf(queued),
      incomplete: [entry, decided, queued].includes('unknown'),
    });
  };

const valueOf = <T>(attempted: { known: T } | 'unknown'): T | undefined =>
  attempted === 'unknown' ? undefined : attempted.known;

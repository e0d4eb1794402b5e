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
};

/** Tells the holder of a private link where the registration stands; undefined for a wrong id or token. */
export const followRegistration =
  ({ ids, pending, records, decisions }: Ports) =>
  async (link: { registrationId: string; token: string }): Promise<RegistrationProgress | undefined> => {
    const registrationId = toRegistrationId(link.registrationId);
    const acceptedAt = registrationId && ids.readToken(registrationId, link.token);
    if (!registrationId || !acceptedAt) return undefined;

    // The pending list is read before the decisions: an entry leaves the list only after its decision is stored, so
    // in this order a registration is never seen in neither place.
    const entry = await pending.find(registrationId);
    const decision = await decisions.find(registrationId);
    const queued = entry || decision ? undefined : await records.timesOf(registrationId);
    return progressOf({ registrationId, acceptedAt, pending: entry, decision, queued });
  };

import type { Decision } from '@/src/domain/decision';
import { toRegistrationId, type PendingRegistration } from '@/src/domain/registration';
import type { Decisions, RepeatedSignUps } from '../ports/decisions';
import type { PendingRegistrations } from '../ports/pending-registrations';

type Ports = {
  pending: Pick<PendingRegistrations, 'find'>;
  decisions: Pick<Decisions, 'find' | 'repeatedSignUpsOf'>;
};

export type PendingLookUp =
  | { kind: 'pending'; registration: PendingRegistration; repeatedSignUps?: RepeatedSignUps }
  | { kind: 'decided'; decision: Decision }
  | { kind: 'unknown' };

/** One registration as a reviewer may see it: while it waits, or who decided it and how. */
export const lookUpPending =
  ({ pending, decisions }: Ports) =>
  async (registrationId: string): Promise<PendingLookUp> => {
    const id = toRegistrationId(registrationId);
    if (!id) return { kind: 'unknown' };
    const registration = await pending.find(id);
    const decision = await decisions.find(id);
    if (decision) return { kind: 'decided', decision };
    if (!registration) return { kind: 'unknown' };
    const repeatedSignUps = await decisions.repeatedSignUpsOf([id]);
    return { kind: 'pending', registration, repeatedSignUps: repeatedSignUps.get(id) };
  };

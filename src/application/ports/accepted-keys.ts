import type { RegistrationId } from '@/src/domain/registration';

/**
 * Which registration a key was accepted for, for a day. Best effort, because nothing may be lost without it: no call
 * rejects or takes longer than 0.3 s, and while the store is away nothing is known and nothing is remembered.
 */
export type AcceptedKeys = {
  registrationOf(keyTag: string): Promise<RegistrationId | undefined>;
  /** The first registration that is remembered for a key stands. */
  remember(keyTag: string, id: RegistrationId): Promise<void>;
};
